package com.nurturehub.crm.sandbox.cards;

import com.nurturehub.crm.sandbox.http.Bytes;
import java.util.Set;

/// One contact as a CRM holds it at one moment.
///
/// @param number its place in the index; base cards have those below the index's base count
/// @param created milliseconds since 1970
/// @param modified milliseconds since 1970, by which the index orders it
/// @param tag the version, in whatever form the CRM shows it
/// @param handles what a touched card can be looked up by, besides its id
/// @param json the contact as it stands on the wire
public record Card(
    int number,
    String id,
    long created,
    long modified,
    boolean archived,
    String tag,
    Set<String> handles,
    Bytes json) {

  public Card {
    handles = Set.copyOf(handles);
  }
}
