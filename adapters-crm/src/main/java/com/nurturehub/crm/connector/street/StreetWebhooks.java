package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.event.RawDelivery;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.SecretHolder;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Says how an agency sets up Street's messages, and tells Street's own from others'.
///
/// Street publishes nothing about how it signs; its screens are those of Svix, so that Svix's
/// scheme is the likeliest. Whatever a message says, it is only a hint to look.
final class StreetWebhooks {

  private static final List<String> PREFIXES = List.of("svix-", "webhook-");
  private static final List<String> PARTS = List.of("id", "timestamp", "signature");
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private static final String SECRET_START = "whsec_";
  private static final String VERSION = "v1,";
  private static final int SIGNATURES_MAX = 20;
  private static final int ID_LENGTH_MAX = 200;

  private StreetWebhooks() {}

  /// What a genuine message tells.
  ///
  /// @param id the same on every attempt, where the message has one
  /// @param person whom it is about; nobody where that cannot be told, which asks for a look at all
  ///   changes
  record Message(Optional<String> id, String event, Optional<ExternalId> person) {}

  /// Street's messages can be switched on by a person only. They tell of consent and of nothing
  /// else, so that reading what changed goes on as before.
  static ChangeFeed subscribe(EventHandler handler, StreetSettings.Messages settings) {
    return new ChangeFeed.SetUpByHand(
        "In Street, open Settings > Account Administration > Webhooks (ask Street's support to"
            + " switch it on if it is missing), add an endpoint with the address %s, choose the"
                .formatted(handler.ownAddress())
            + " events whose names begin with \"%s\", and ".formatted(settings.events())
            + lastStep(settings)
            + " Until then changes are noticed at the next sync.",
        SecretHolder.AGENCY);
  }

  private static String lastStep(StreetSettings.Messages settings) {
    return switch (settings.scheme()) {
      case SVIX -> "give NurtureHub the endpoint's signing secret.";
      case SECRET_HEADER ->
          "give the endpoint a header %s whose value you give NurtureHub too."
              .formatted(settings.header());
      case SECRET_ADDRESS ->
          "put a slash and a secret of your own behind the address; give NurtureHub the secret too.";
    };
  }

  /// Says what a message is that was sent to a connection's own address, and reads it only if it
  /// was made with the secret that the agency gave us for it.
  static Verdict verify(
      RawDelivery delivery, Map<String, Secret> credentials, StreetSettings settings, Instant now) {
    var messages = settings.messages();
    var secret = Optional.ofNullable(credentials.get(CredentialVault.WEBHOOK_SECRET));
    var headers = headers(delivery, messages);
    var body = delivery.body();
    if (secret.isEmpty() || !isRightAddress(delivery.address(), secret.get(), messages)) {
      return new Verdict.Forged();
    }
    if (!isGenuine(headers, body, secret.get(), messages, now)) {
      return isGenuine(headers, body, secret.get(), messages.lasting(FOR_EVER), now)
          ? new Verdict.Stale()
          : new Verdict.Forged();
    }
    try {
      StreetReader.document(body);
    } catch (StreetReader.Unreadable _) {
      return new Verdict.Malformed();
    }
    return read(headers, body, messages)
        .<Verdict>map(message -> new Verdict.Genuine(delivered(delivery, message)))
        .orElseGet(Verdict.Irrelevant::new);
  }

  /// For which connection a message is, by the address it was sent to.
  static Optional<ConnectionId> connection(List<String> address) {
    try {
      return address.stream().findFirst().map(UUID::fromString).map(ConnectionId::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static VerifiedDelivery delivered(RawDelivery delivery, Message message) {
    return new VerifiedDelivery(
        CrmProvider.STREET,
        new Addressee.OwnAddress(connection(delivery.address()).orElseThrow()),
        new EventId(message.id().orElseGet(() -> digest(delivery.body()))),
        message.event(),
        message.person().<Subject>map(Subject.OneContact::new).orElseGet(Subject.SomeContact::new));
  }

  private static boolean isRightAddress(
      List<String> address, Secret secret, StreetSettings.Messages settings) {
    return settings.scheme() != StreetSettings.Scheme.SECRET_ADDRESS
        || (address.size() > 1 && isSame(address.get(1), secret.reveal()));
  }

  private static Map<String, String> headers(
      RawDelivery delivery, StreetSettings.Messages settings) {
    var names = new ArrayList<>(List.of(settings.header()));
    PREFIXES.forEach(prefix -> PARTS.forEach(part -> names.add(prefix + part)));
    var headers = new HashMap<String, String>();
    names.forEach(name -> delivery.header(name).ifPresent(value -> headers.put(name, value)));
    return headers;
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has SHA-256", failure);
    }
  }

  /// Whether a message came from Street, lately. `headers` have lower-case names.
  static boolean isGenuine(
      Map<String, String> headers,
      byte[] body,
      Secret secret,
      StreetSettings.Messages settings,
      Instant now) {
    return switch (settings.scheme()) {
      case SVIX -> isSigned(headers, body, secret, settings.tolerance(), now);
      case SECRET_HEADER -> isSame(headers.getOrDefault(settings.header(), ""), secret.reveal());
      // Whoever knew the address has been let in already.
      case SECRET_ADDRESS -> true;
    };
  }

  /// What a message that was found genuine tells; nothing for one that is not about people, or
  /// cannot be read.
  static Optional<Message> read(
      Map<String, String> headers, byte[] body, StreetSettings.Messages settings) {
    try {
      var document = StreetReader.document(body);
      var event = StreetReader.text(document, "type").orElse("");
      return event.startsWith(settings.events())
          ? Optional.of(new Message(header(headers, "id"), event, person(document, settings)))
          : Optional.empty();
    } catch (StreetReader.Unreadable _) {
      return Optional.empty();
    }
  }

  private static boolean isSigned(
      Map<String, String> headers, byte[] body, Secret secret, Duration tolerance, Instant now) {
    var id = header(headers, "id");
    var timestamp = header(headers, "timestamp").filter(given -> given.matches("\\d{1,12}"));
    var signatures = header(headers, "signature");
    if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) {
      return false;
    }
    var signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp.get()));
    if (Duration.between(signedAt, now).abs().compareTo(tolerance) > 0) {
      return false;
    }
    var right = VERSION + signature(id.get() + "." + timestamp.get() + ".", body, secret);
    var found = false;
    for (var given : signatures.get().split(" ", SIGNATURES_MAX)) {
      found |= isSame(given, right);
    }
    return found;
  }

  private static String signature(String head, byte[] body, Secret secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has HMAC-SHA256", failure);
    }
  }

  /// The part after `whsec_` in base64; a secret of another form is taken as it stands.
  private static byte[] key(Secret secret) {
    var given = secret.reveal();
    var encoded = given.startsWith(SECRET_START) ? given.substring(SECRET_START.length()) : given;
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException _) {
      return given.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Optional<String> header(Map<String, String> headers, String name) {
    return PREFIXES.stream()
        .flatMap(prefix -> Optional.ofNullable(headers.get(prefix + name)).stream())
        .filter(value -> value.length() <= ID_LENGTH_MAX || !name.equals("id"))
        .findFirst();
  }

  private static Optional<ExternalId> person(JsonNode document, StreetSettings.Messages settings) {
    return settings.people().stream()
        .map(document::at)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(id -> id.matches("[A-Za-z0-9-]{1,%d}".formatted(ID_LENGTH_MAX)))
        .map(ExternalId::new)
        .findFirst();
  }

  private static boolean isSame(String given, String right) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
