package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.connector.alto.AltoSettings.Hooks;
import com.nurturehub.crm.connector.alto.AltoSettings.Proof;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.SecretHolder;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells Alto's own messages from others', and says how to have them sent.
///
/// Despite its name, `x-signature` holds a shared secret: it proves who is calling, and nothing
/// about the bytes. A message is therefore only a hint where to look; it names a household and
/// holds nothing of it.
final class AltoWebhooks {

  private static final List<String> EVENTS =
      List.of(
          "Contact.Created",
          "Contact.Modified",
          "Integration.Enabled",
          "Integration.Disabled",
          "Integration.Activated",
          "Integration.Deactivated");
  private static final String ARRANGED = "arranged with Alto's support";
  private static final String CONTACT = "Contact.";
  private static final String BASIC = "Basic ";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ID_LENGTH_MAX = 200;

  private AltoWebhooks() {}

  /// What a message is about. `id` is the same for each repetition. `household` is nothing for a
  /// message about the integration itself.
  record Event(String id, String type, String agency, Optional<String> household, Instant at) {}

  /// The name of the header that proves a message.
  static String header(Hooks hooks) {
    return hooks.proof() == Proof.SIGNATURE ? "x-signature" : "Authorization";
  }

  /// Whether a message with this in its header comes from Alto. Both secrets are always compared,
  /// in constant time.
  static boolean isGenuine(Optional<String> header, Hooks hooks) {
    var shown = header.flatMap(value -> shown(value, hooks.proof())).map(Secret::of);
    var genuine = false;
    for (var secret : hooks.secrets()) {
      genuine |= shown.filter(secret::equals).isPresent();
    }
    return genuine;
  }

  /// Nothing for bytes that are no message of Alto's about contacts or our integration. To be asked
  /// only about a genuine one.
  static Optional<Event> event(byte[] body) {
    try {
      return event(JSON.readTree(body));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// Says what a message is that came with this header, and reads it only if it is Alto's. It has
  /// no time to be too old by: what was told once is known by its id.
  static Verdict verify(Optional<String> header, byte[] body, Hooks hooks) {
    if (hooks.secrets().isEmpty()) {
      return new Verdict.NotOffered();
    }
    if (!isGenuine(header, hooks)) {
      return new Verdict.Forged();
    }
    try {
      return read(JSON.readTree(body));
    } catch (JacksonException | IllegalArgumentException _) {
      return new Verdict.Malformed();
    }
  }

  /// Alto has no call for this; somebody writes a mail. Once we have agreed on a secret, it has
  /// been arranged.
  static ChangeFeed subscribe(EventHandler handler, Hooks hooks) {
    if (!hooks.secrets().isEmpty()) {
      return new ChangeFeed.Webhooks(ARRANGED, hooks.sweepEvery());
    }
    return new ChangeFeed.SetUpByHand(
        """
        Alto's support sets this up. Write to connectsupport@altosoftwaregroup.co.uk: integration \
        NurtureHub, address %s, events %s, authentication by x-signature with a secret that \
        NurtureHub's operators agree on with Alto. Until then changes are found by polling.\
        """
            .formatted(handler.address(), String.join(", ", EVENTS)),
        SecretHolder.NURTUREHUB);
  }

  private static Verdict read(JsonNode tree) {
    if (!text(tree, "type").isEmpty() && !EVENTS.contains(text(tree, "type"))) {
      return new Verdict.Irrelevant();
    }
    return event(tree)
        .<Verdict>map(event ->
            new Verdict.Genuine(
                new VerifiedDelivery(
                    CrmProvider.ALTO,
                    new Addressee.Account(new AccountIdentity(event.agency())),
                    new EventId(event.id()),
                    event.type(),
                    event
                        .household()
                        .<Subject>map(id -> new Subject.OneContact(new ExternalId(id)))
                        .orElseGet(Subject.Access::new))))
        .orElseGet(Verdict.Malformed::new);
  }

  private static Optional<Event> event(JsonNode tree) {
    var type = text(tree, "type");
    var data = tree.path("data");
    if (!EVENTS.contains(type) || text(tree, "id").isEmpty() || text(data, "agencyRef").isEmpty()) {
      return Optional.empty();
    }
    var household = new AltoFields(data).id("subjectId");
    if (type.startsWith(CONTACT) && household.isEmpty()) {
      return Optional.empty();
    }
    return stamp(text(tree, "time"))
        .map(at ->
            new Event(
                text(tree, "id"),
                type,
                text(data, "agencyRef"),
                type.startsWith(CONTACT) ? household : Optional.empty(),
                at));
  }

  private static Optional<String> shown(String header, Proof proof) {
    return switch (proof) {
      case SIGNATURE -> Optional.of(header.strip());
      case BASIC ->
          header.startsWith(BASIC)
              ? decoded(header.substring(BASIC.length()).strip())
              : Optional.empty();
    };
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode tree, String member) {
    var value = tree.path(member);
    return value.isString() && value.asString().length() <= ID_LENGTH_MAX ? value.asString() : "";
  }

  private static Optional<Instant> stamp(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
