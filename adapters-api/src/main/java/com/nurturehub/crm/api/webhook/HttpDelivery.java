package com.nurturehub.crm.api.webhook;

import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A delivery as it came over HTTP. Its body is not printed.
final class HttpDelivery implements RawDelivery {

  private final CrmProvider provider;
  private final List<String> address;
  private final Map<String, String> headers;
  private final byte[] body;

  /// Header names are in lower case.
  HttpDelivery(
      CrmProvider provider, List<String> address, Map<String, String> headers, byte[] body) {
    this.provider = provider;
    this.address = List.copyOf(address);
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  @Override
  public CrmProvider provider() {
    return provider;
  }

  @Override
  public List<String> address() {
    return address;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public byte[] body() {
    return body;
  }
}
