package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.connector.http.CrmHosts;
import com.nurturehub.crm.connector.reapit.ReapitApi.Written;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Hook;
import com.nurturehub.crm.domain.connection.ChangeFeed;
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

/// Registers for Reapit's messages, and tells Reapit's own from others'.
///
/// A message is signed with Ed25519 over a time stamp and the raw bytes. A retry is signed anew, so
/// that an old signature is a replayed one.
final class ReapitWebhooks {

  /// Clocks differ, and Reapit may take a while to deliver what it has signed.
  static final Duration AGE_MAX = Duration.ofMinutes(10);

  private static final List<String> TOPICS =
      List.of("contacts.created", "contacts.modified", "contacts.optedout");
  private static final Pattern HEADER =
      Pattern.compile("s:([^:]{1,200}):(\\d{1,12}):([A-Za-z0-9_-]{86})");
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

  /// Whether Reapit signed these bytes, lately.
  static boolean isGenuine(String header, byte[] body, PublicKey key, Instant now) {
    var parts = HEADER.matcher(header.strip());
    if (!parts.matches()) {
      return false;
    }
    var signedAt = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
    if (Duration.between(signedAt, now).abs().compareTo(AGE_MAX) > 0) {
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
          "Reapit sends messages only to a public https address; NurtureHub has none here.");
    }
    var url = handler.address().toString();
    return registered(api, url).orElseGet(() -> register(api, url));
  }

  private static Optional<ChangeFeed> registered(ReapitApi api, String url) {
    return api.hooks().stream()
        .filter(hook -> hook.active() && hook.url().equals(url))
        .filter(hook -> Set.copyOf(hook.topicIds()).containsAll(TOPICS))
        .map(Hook::id)
        .findFirst()
        .map(ChangeFeed.Webhooks::new);
  }

  private static ChangeFeed register(ReapitApi api, String url) {
    return switch (api.addHook(new Body(members(api, url)))) {
      case Written.Done(var id) ->
          id.<ChangeFeed>map(ChangeFeed.Webhooks::new)
              .or(() -> registered(api, url))
              .orElseThrow(() ->
                  ReapitFailures.USUAL.unreadable("it does not show the webhook it just took"));
      case Written.Refused _, Written.Stale _, Written.Unknown _ ->
          new ChangeFeed.SetUpByHand(
              "Reapit did not accept NurtureHub's address for messages; set up a webhook for it in Reapit's developer portal.");
    };
  }

  private static Map<String, Object> members(ReapitApi api, String url) {
    var members = new LinkedHashMap<String, Object>();
    members.put("url", url);
    members.put("description", "NurtureHub contacts of " + api.customer());
    members.put("topicIds", TOPICS);
    members.put("active", true);
    // Every change moves the tag that guards our writes, so we want to hear of it.
    members.put("ignoreEtagOnlyChanges", false);
    return members;
  }

  private static boolean isReachable(URI address, ReapitSettings settings) {
    return ("https".equals(address.getScheme()) && !CrmHosts.isLoopback(address))
        || (CrmHosts.isLoopback(settings.platform()) && CrmHosts.isLoopback(address));
  }
}
