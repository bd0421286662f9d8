package com.nurturehub.crm.sandbox.people;

/// What people are called.
final class Names {

  private Names() {}

  static final String[] WOMEN =
      words(
          """
          Olivia Amelia Isla Ava Mia Ivy Lily Freya Florence Willow Emily Sophie Grace Poppy Ella \
          Evie Charlotte Jessica Daisy Alice Sarah Claire Emma Laura Rebecca Rachel Helen Karen \
          Susan Julie Margaret Patricia Christine Jean Joan Dorothy Linda Sandra Deborah Tracey \
          Nicola Joanne Samantha Kelly Lauren Megan Chloe Hannah Bethany Georgia Aisha Fatima \
          Zainab Priya Ananya Mei Oluwaseun Chidinma Agnieszka Katarzyna Ioana Siobhán Aoife Niamh \
          Cerys Rhian Eilidh Mairi Zoë Chloé Renée\
          """);

  static final String[] MEN =
      words(
          """
          Oliver George Arthur Noah Muhammad Leo Oscar Harry Archie Jack Henry Theodore Freddie \
          Charlie Thomas William James Alfie Edward Joshua David Paul Andrew Mark Stephen Michael \
          Peter Robert Christopher Matthew Daniel Richard Simon Ian Graham Kevin Neil Stuart Gary \
          Alan Brian Derek Keith Trevor Nigel Gareth Rhys Dylan Callum Ewan Hamish Liam Connor \
          Seán Declan Ahmed Imran Tariq Raj Arjun Wei Chukwuemeka Kwame Piotr Tomasz Andrei \
          Matteo Luca José Jürgen\
          """);

  static final String[] SURNAMES =
      words(
          """
          Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans \
          Walker White Roberts Green Hall Wood Jackson Clarke Clark Harrison Scott Cooper King \
          Davis Baker Harris Morris Allen Lewis Lee Moore Martin James Watson Parker Ward Turner \
          Hill Edwards Bennett Cook Bailey Morgan Bell Murphy Kelly Cox Shaw Richardson Marshall \
          Carter Collins Gray Mitchell Simpson Ellis Adams Hunt Mills Rogers Palmer Webb Holmes \
          Hughes Foster Stevens Chapman Barnes Knight Lloyd Butler Russell Barker Fisher Jenkins \
          Murray Dixon Harvey Graham Pearson Fletcher Howard Andrews Elliott Reynolds Payne Ford \
          Day Fox Pearce Bradley West Lawrence Brooks Watkins Atkinson Dean Cole Hart O'Brien \
          O'Neill O'Connor McDonald MacLeod McKenzie Campbell Stewart Fraser Sinclair Gallagher \
          Byrne Patel Khan Begum Hussain Ahmed Ali Singh Kaur Sharma Shah Chaudhry Akhtar Chen \
          Wong Nguyen Adeyemi Okafor Mensah Osei Kowalski Nowak Wójcik Popescu Ionescu Silva \
          Fernández Müller García Rossi Smith-Jones Parker-Bowles Ashcroft-Whitmore\
          """);

  private static String[] words(String text) {
    return text.strip().split("\\s+", -1);
  }
}
