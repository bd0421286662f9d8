package com.nurturehub.crm.connector.http;

import java.time.Duration;

/// Everything about calling out that has a limit.
///
/// `silence` is how long a CRM may say nothing, `call` how long a whole call may take, however
/// busily its answer drips.
public record HttpBounds(
    int connectionsPerHost,
    int connectionsTotal,
    Duration connecting,
    Duration waitingForConnection,
    Duration silence,
    Duration call,
    int bodyBytesMax) {

  /// A CRM's gateway gives up after half a minute; so do we, a little later. An ordinary page of
  /// 100 contacts has 200 kB.
  public static final HttpBounds USUAL =
      new HttpBounds(
          64,
          256,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(35),
          Duration.ofSeconds(60),
          4 * 1024 * 1024);

  public HttpBounds withCall(Duration other) {
    return new HttpBounds(
        connectionsPerHost,
        connectionsTotal,
        connecting,
        waitingForConnection,
        silence.compareTo(other) < 0 ? silence : other,
        other,
        bodyBytesMax);
  }
}
