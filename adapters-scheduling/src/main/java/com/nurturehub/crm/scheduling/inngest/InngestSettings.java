package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the Inngest server is, where it finds us, and how the two know each other.
///
/// @param app what the server knows us by; its functions' names begin with it
/// @param signingKey proves each side to the other
/// @param fallbackKey taken as well, while the signing key is being replaced
/// @param eventKey lets us send events
/// @param api the server, for registering our functions
/// @param events the server, for sending events; the same one unless it is the vendor's cloud
/// @param ours where the server calls us
/// @param lanesPerCrm lanes of one CRM worked at once, on all nodes together
public record InngestSettings(
    String app,
    SigningKey signingKey,
    Optional<SigningKey> fallbackKey,
    Secret eventKey,
    URI api,
    URI events,
    URI ours,
    int lanesPerCrm) {

  public static final String APP = "nurturehub-crm";

  /// An event of ours; another installation's on the same server has another name.
  String laneDue() {
    return app + "/lane.due";
  }

  /// In the order in which they are tried.
  Stream<SigningKey> keys() {
    return Stream.concat(Stream.of(signingKey), fallbackKey.stream());
  }
}
