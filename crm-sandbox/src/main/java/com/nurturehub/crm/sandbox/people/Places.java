package com.nurturehub.crm.sandbox.people;

/// Where people live.
final class Places {

  private Places() {}

  /// @param areaCode with the leading zero; the numbers below it have six digits
  record Town(String name, String county, String areaCode, String postcodeArea) {}

  static final Town[] TOWNS = {
    new Town("Oxford", "Oxfordshire", "01865", "OX"),
    new Town("Cambridge", "Cambridgeshire", "01223", "CB"),
    new Town("Cheltenham", "Gloucestershire", "01242", "GL"),
    new Town("Bath", "Somerset", "01225", "BA"),
    new Town("Guildford", "Surrey", "01483", "GU"),
    new Town("Norwich", "Norfolk", "01603", "NR"),
    new Town("York", "North Yorkshire", "01904", "YO"),
    new Town("Exeter", "Devon", "01392", "EX"),
    new Town("Chester", "Cheshire", "01244", "CH"),
    new Town("Brighton", "East Sussex", "01273", "BN"),
    new Town("Bournemouth", "Dorset", "01202", "BH"),
    new Town("Swindon", "Wiltshire", "01793", "SN"),
    new Town("Northampton", "Northamptonshire", "01604", "NN"),
    new Town("Milton Keynes", "Buckinghamshire", "01908", "MK"),
    new Town("Lincoln", "Lincolnshire", "01522", "LN"),
    new Town("Ipswich", "Suffolk", "01473", "IP"),
    new Town("Derby", "Derbyshire", "01332", "DE"),
    new Town("Plymouth", "Devon", "01752", "PL"),
    new Town("Swansea", "West Glamorgan", "01792", "SA"),
    new Town("Aberdeen", "Aberdeenshire", "01224", "AB"),
  };

  static final String[] STREETS = {
    "High Street", "Station Road", "Church Lane", "Victoria Road", "Green Lane", "Manor Road",
    "The Crescent", "Park Avenue", "Mill Lane", "Queens Road", "Albert Road", "New Street",
    "Windsor Close", "St John's Road", "King Street", "Grange Road", "Orchard Way", "The Avenue",
    "Springfield Road", "Broadway", "Chapel Street", "Highfield Drive", "Elm Grove",
        "Oak Tree Lane",
    "Beech Road", "Woodlands Avenue", "Meadow View", "Bishop's Walk", "Ferry Lane", "Quarry Hill"
  };

  static final String[] HOUSES = {
    "Rose Cottage",
    "The Old Rectory",
    "Flat 1",
    "Flat 2B",
    "The Gables",
    "Hillcrest",
    "Orchard House",
    "The Old Bakery",
    "Apartment 14",
    "Primrose Cottage",
    "The Coach House",
    "Ivy Bank"
  };

  static final String[] LOCALITIES = {
    "Headington",
    "Summertown",
    "Old Town",
    "Northfield",
    "Westgate",
    "St Thomas",
    "Lower Green",
    "Upton",
    "Southbourne",
    "Castle Hill",
    "Riverside",
    "Longwell"
  };

  // Royal Mail uses none of C, I, K, M, O, V in the second part.
  static final String POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
}
