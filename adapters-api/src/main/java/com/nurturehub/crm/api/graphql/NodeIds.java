package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.InvalidRequest;
import java.util.UUID;

/// Ids as the schema spells them.
final class NodeIds {

  private static final int LENGTH = 36;

  private NodeIds() {}

  static UUID read(String written) {
    try {
      // UUID itself also takes shorter spellings.
      if (written.length() == LENGTH) {
        return UUID.fromString(written);
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("id", "is not an id from here");
    }
    throw new InvalidRequest("id", "is not an id from here");
  }
}
