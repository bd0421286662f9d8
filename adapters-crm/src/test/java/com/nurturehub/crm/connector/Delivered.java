package com.nurturehub.crm.connector;

import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What somebody sent, to be verified.
public final class Delivered implements RawDelivery {

  private final CrmProvider provider;
  private final List<String> address;
  private final Map<String, String> headers = new HashMap<>();
  private final byte[] body;

  public Delivered(
      CrmProvider provider, List<String> address, Map<String, String> headers, byte[] body) {
    this.provider = provider;
    this.address = List.copyOf(address);
    headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
    this.body = body.clone();
  }

  public static Delivered of(CrmProvider provider, Map<String, String> headers, String body) {
    return new Delivered(provider, List.of(), headers, body.getBytes(StandardCharsets.UTF_8));
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
    return body.clone();
  }
}
