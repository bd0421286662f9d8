package com.nurturehub.crm.api.webhook;

import com.nurturehub.crm.application.event.ReceiveWebhook;
import com.nurturehub.crm.application.event.ReceiveWebhook.Receipt;
import com.nurturehub.crm.domain.connection.CrmProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes deliveries from CRMs. A success is answered when the delivery is written down; trouble of
/// our own is never answered as if it were the CRM's, because CRMs do not repeat what was refused.
@RestController
public final class WebhookEndpoint {

  static final int BODY_BYTES_MAX = 128 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

  private final ReceiveWebhook receive;
  private final WebhookCounts counts;

  WebhookEndpoint(ReceiveWebhook receive, WebhookCounts counts) {
    this.receive = receive;
    this.counts = counts;
  }

  @PostMapping("/webhooks/{provider}")
  ResponseEntity<Void> deliver(@PathVariable String provider, HttpServletRequest request)
      throws IOException {
    return deliver(provider, List.of(), request);
  }

  @PostMapping("/webhooks/{provider}/{connection}")
  ResponseEntity<Void> deliver(
      @PathVariable String provider, @PathVariable String connection, HttpServletRequest request)
      throws IOException {
    return deliver(provider, List.of(connection), request);
  }

  @PostMapping("/webhooks/{provider}/{connection}/{proof}")
  ResponseEntity<Void> deliver(
      @PathVariable String provider,
      @PathVariable String connection,
      @PathVariable String proof,
      HttpServletRequest request)
      throws IOException {
    return deliver(provider, List.of(connection, proof), request);
  }

  private ResponseEntity<Void> deliver(
      String named, List<String> address, HttpServletRequest request) throws IOException {
    var provider = provider(named);
    if (provider.isEmpty()) {
      return status(HttpStatus.NOT_FOUND);
    }
    var body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      counts.countTooLarge(provider.get());
      return status(HttpStatus.CONTENT_TOO_LARGE);
    }
    return deliver(provider.get(), address, headers(request), body);
  }

  private ResponseEntity<Void> deliver(
      CrmProvider provider, List<String> address, Map<String, String> headers, byte[] body) {
    try {
      var receipt = receive.receive(new HttpDelivery(provider, address, headers, body));
      counts.count(provider, receipt);
      return status(status(receipt));
    } catch (RuntimeException trouble) {
      // Whatever it is, the delivery is not written down.
      LOG.error("webhook not taken provider={}", provider, trouble);
      counts.countTrouble(provider);
      return status(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  private static HttpStatus status(Receipt receipt) {
    return switch (receipt) {
      case ACCEPTED, DUPLICATE, UNROUTABLE, IRRELEVANT -> HttpStatus.ACCEPTED;
      case FORGED, STALE -> HttpStatus.UNAUTHORIZED;
      case MALFORMED -> HttpStatus.BAD_REQUEST;
      case NOT_OFFERED -> HttpStatus.NOT_FOUND;
    };
  }

  /// The first of each name.
  private static Map<String, String> headers(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
        .collect(
            Collectors.toMap(
                name -> name.toLowerCase(Locale.ROOT), request::getHeader, (first, _) -> first));
  }

  private static Optional<CrmProvider> provider(String named) {
    return Arrays.stream(CrmProvider.values())
        .filter(provider -> provider.key().equals(named))
        .findFirst();
  }

  private static ResponseEntity<Void> status(HttpStatus status) {
    return ResponseEntity.status(status).build();
  }
}
