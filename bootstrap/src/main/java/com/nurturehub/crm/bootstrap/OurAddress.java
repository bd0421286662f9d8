package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.event.WebhookAddresses;
import com.nurturehub.crm.domain.connection.Connection;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/// Where CRMs reach us: at the address that was set, or on this machine, where everything else is
/// there too. Its port is known when the web server listens, which is before any lane is worked.
final class OurAddress implements WebhookAddresses, ApplicationListener<WebServerInitializedEvent> {

  private static final String PATH = "/webhooks/";

  private final Settings.Webhooks reached;
  private volatile int port;

  OurAddress(Settings.Webhooks reached) {
    this.reached = reached;
  }

  @Override
  public void onApplicationEvent(WebServerInitializedEvent started) {
    port = started.getWebServer().getPort();
  }

  @Override
  public Optional<EventHandler> of(Connection connection) {
    return base()
        .map(base -> URI.create(base + PATH + connection.provider().key()))
        .map(address -> new EventHandler(address, connection.id()));
  }

  /// Without a slash at its end.
  Optional<URI> base() {
    return switch (reached) {
      case Settings.Webhooks.At(var address) -> Optional.of(URI.create(withoutSlash(address)));
      case Settings.Webhooks.OnThisMachine _ ->
          port == 0 ? Optional.empty() : Optional.of(URI.create("http://127.0.0.1:" + port));
      case Settings.Webhooks.Nowhere _ -> Optional.empty();
    };
  }

  static String withoutSlash(URI address) {
    return address.toString().replaceAll("/+$", "");
  }
}
