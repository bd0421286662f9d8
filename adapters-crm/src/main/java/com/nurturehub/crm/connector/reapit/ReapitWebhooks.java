package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.connector.http.CrmHosts;
import com.nurturehub.crm.connector.reapit.ReapitApi.Written;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Hook;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.SecretHolder;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Registers for Reapit's messages, and tells Reapit's own from others'.
///
/// A message is signed with Ed25519 over a time stamp and the raw bytes. A retry is signed anew, so
/// that an old signature is a replayed one.
final class ReapitWebhooks {

  private static final List<String> TOPICS =
      List.of("contacts.created", "contacts.modified", "contacts.optedout");
  private static final Pattern HEADER =
      Pattern.compile("s:([^:]{1,200}):(\\d{1,12}):([A-Za-z0-9_-]{86})");
  private static final String ABOUT_CONTACTS = "contacts.";

  /// The portal tries an address in this name.
  private static final String PING = "webhook-test";

  private static final int TEXT_LENGTH_MAX = 120;
  private static final Set<String> ABOUT_ACCESS =
      Set.of("application.install", "application.uninstall");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] KEY_START = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int KEY_BYTES = 32;

  private ReapitWebhooks() {}

  /// Which key a message says it was signed with.
  static Optional<String> keyOf(String header) {
    var parts = HEADER.matcher(header.strip());
    return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
  }

  /// A public key as Reapit publishes it: 32 bytes in base64url.
  static PublicKey key(String published) {
    try {
      var bytes = Base64.getUrlDecoder().decode(published);
      if (bytes.length != KEY_BYTES) {
        throw new IllegalArgumentException("a signing key has 32 bytes");
      }
      var encoded = new byte[KEY_START.length + KEY_BYTES];
      System.arraycopy(KEY_START, 0, encoded, 0, KEY_START.length);
      System.arraycopy(bytes, 0, encoded, KEY_START.length, KEY_BYTES);
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a signing key", e);
    }
  }

  /// Says what a message is that came with this header, and reads it only if it is Reapit's.
  static Verdict verify(
      Optional<String> header, byte[] body, ReapitKeys keys, Duration ageMax, Instant now) {
    var key = header.flatMap(ReapitWebhooks::keyOf).flatMap(keys::find);
    if (key.filter(known -> isGenuine(header.orElseThrow(), body, known)).isEmpty()) {
      return new Verdict.Forged();
    }
    return isLate(header.orElseThrow(), ageMax, now) ? new Verdict.Stale() : read(body);
  }

  /// Whether it was signed too long ago, or in the future.
  static boolean isLate(String header, Duration ageMax, Instant now) {
    var parts = HEADER.matcher(header.strip());
    return !parts.matches()
        || Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.group(2))), now)
                .abs()
                .compareTo(ageMax)
            > 0;
  }

  /// Whether Reapit signed these bytes, whenever.
  static boolean isGenuine(String header, byte[] body, PublicKey key) {
    var parts = HEADER.matcher(header.strip());
    if (!parts.matches()) {
      return false;
    }
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(parts.group(2).getBytes(StandardCharsets.US_ASCII));
      signature.update(body);
      return signature.verify(Base64.getUrlDecoder().decode(parts.group(3)));
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /// Registers once; what is registered already is taken up again.
  static ChangeFeed subscribe(ReapitApi api, EventHandler handler) {
    if (!isReachable(handler.address(), api.settings())) {
      return new ChangeFeed.SetUpByHand(
          "Reapit sends messages only to a public https address; NurtureHub has none here.",
          SecretHolder.NURTUREHUB);
    }
    var url = handler.address().toString();
    return registered(api, url).orElseGet(() -> register(api, url));
  }

  /// Removes what was registered for this customer; a webhook that somebody made in the portal, for
  /// all customers perhaps, stays.
  static void unsubscribe(ReapitApi api, String registration) {
    if (api.hooks().stream()
        .filter(hook -> hook.id().equals(registration))
        .anyMatch(hook -> hook.description().equals(description(api)))) {
      api.removeHook(registration);
    }
  }

  /// One change is told under several topics, which share its id; and each retry counts itself, so
  /// that its bytes differ.
  private static Verdict read(byte[] body) {
    try {
      var tree = JSON.readTree(body);
      var topic = text(tree, "topicId");
      var event = text(tree, "eventId");
      var customer = text(tree, "customerId");
      var entity = text(tree, "entityId");
      if (topic.isEmpty() || event.isEmpty() || customer.isEmpty()) {
        return new Verdict.Malformed();
      }
      if (customer.get().equals(PING)) {
        return new Verdict.Irrelevant();
      }
      return subject(topic.get(), entity)
          .<Verdict>map(subject ->
              new Verdict.Genuine(
                  new VerifiedDelivery(
                      CrmProvider.REAPIT,
                      new Addressee.Account(new AccountIdentity(customer.get())),
                      new EventId(
                          "%s %s %s".formatted(event.get(), topic.get(), entity.orElse(""))),
                      topic.get(),
                      subject)))
          .orElseGet(Verdict.Irrelevant::new);
    } catch (JacksonException | IllegalArgumentException _) {
      return new Verdict.Malformed();
    }
  }

  private static Optional<Subject> subject(String topic, Optional<String> entity) {
    if (topic.startsWith(ABOUT_CONTACTS)) {
      return Optional.of(
          entity
              .<Subject>map(id -> new Subject.OneContact(new ExternalId(id)))
              .orElseGet(Subject.SomeContact::new));
    }
    return ABOUT_ACCESS.contains(topic) ? Optional.of(new Subject.Access()) : Optional.empty();
  }

  private static Optional<String> text(JsonNode tree, String member) {
    return Optional.of(tree.path(member))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= TEXT_LENGTH_MAX);
  }

  private static Optional<ChangeFeed> registered(ReapitApi api, String url) {
    return api.hooks().stream()
        .filter(hook -> hook.active() && hook.url().equals(url))
        .filter(hook -> Set.copyOf(hook.topicIds()).containsAll(TOPICS))
        .map(Hook::id)
        .findFirst()
        .map(id -> feed(api, id));
  }

  private static ChangeFeed register(ReapitApi api, String url) {
    return switch (api.addHook(new Body(members(api, url)))) {
      case Written.Done(var id) ->
          id.map(known -> feed(api, known))
              .or(() -> registered(api, url))
              .orElseThrow(() ->
                  ReapitFailures.USUAL.unreadable("it does not show the webhook it just took"));
      case Written.Refused _, Written.Stale _, Written.Unknown _ ->
          new ChangeFeed.SetUpByHand(
              "Reapit did not accept NurtureHub's address for messages; set up a webhook for it in Reapit's developer portal.",
              SecretHolder.NURTUREHUB);
    };
  }

  private static ChangeFeed feed(ReapitApi api, String registration) {
    return new ChangeFeed.Webhooks(registration, api.settings().hooks().sweepEvery());
  }

  private static Map<String, Object> members(ReapitApi api, String url) {
    var members = new LinkedHashMap<String, Object>();
    members.put("url", url);
    members.put("description", description(api));
    members.put("topicIds", TOPICS);
    members.put("active", true);
    // Every change moves the tag that guards our writes, so we want to hear of it.
    members.put("ignoreEtagOnlyChanges", false);
    return members;
  }

  private static String description(ReapitApi api) {
    return "NurtureHub contacts of " + api.customer();
  }

  private static boolean isReachable(URI address, ReapitSettings settings) {
    return ("https".equals(address.getScheme()) && !CrmHosts.isLoopback(address))
        || (CrmHosts.isLoopback(settings.platform()) && CrmHosts.isLoopback(address));
  }
}
