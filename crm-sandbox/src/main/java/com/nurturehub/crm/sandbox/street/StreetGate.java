package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Stands before every call: token, media types, limits, in that order.
final class StreetGate {

  /// Answers a call of a network that was let in.
  @FunctionalInterface
  interface NetworkAnswer {
    Reply to(Call call, StreetNetwork network);
  }

  private static final String BEARER = "Bearer ";
  private static final int UNSUPPORTED = 415;

  private final StreetSettings settings;
  private final Map<String, StreetNetwork> networks;
  private final StreetLimits limits;
  private final Supplier<StreetOptions> options;
  private final EnquiryDesk enquiries;

  StreetGate(
      StreetSettings settings,
      Map<String, StreetNetwork> networks,
      StreetLimits limits,
      Supplier<StreetOptions> options,
      EnquiryDesk enquiries) {
    this.settings = settings;
    this.networks = networks;
    this.limits = limits;
    this.options = options;
    this.enquiries = enquiries;
  }

  Answer letting(NetworkAnswer answer) {
    return call -> {
      var network = networkOf(call);
      if (network.isEmpty()) {
        return isFeed(call)
            ? StreetErrors.error(403, "This token was made for another API.")
            : StreetErrors.error(401, "The requester is not authorized to access the resource.");
      }
      if (options.get().checksAccept() && !accepts(call)) {
        return StreetErrors.error(406, "The API answers with application/vnd.api+json only.");
      }
      if (call.isWrite() && !contentType(call).equals(StreetErrors.MEDIA_TYPE)) {
        return StreetErrors.error(UNSUPPORTED, "The API takes application/vnd.api+json only.");
      }
      var reply = answered(call, network.get(), answer);
      return limits
          .found(network.get().name(), call.isWrite(), call.at())
          .tell(reply, options.get().limitHeaders());
    };
  }

  Optional<StreetNetwork> networkOf(Call call) {
    var bearer = bearerOf(call);
    return networks.values().stream()
        .filter(network -> bearer.filter(network::isCalledWith).isPresent())
        .findFirst();
  }

  /// The answer to a call that is one too many, if it is.
  Optional<Reply> tooMany(Call call, String network) {
    return limits.enter(network, call.isWrite(), call.at()).map(found -> tooMany(found, call));
  }

  private Reply tooMany(StreetLimits.Found found, Call call) {
    var now = options.get();
    var body =
        now.limitBody() == StreetOptions.LimitBody.ERRORS
            ? StreetErrors.error(429, "Too many requests.")
            : Reply.json(429, Json.object().put("message", "Too Many Attempts."));
    return found.tellWhenToComeBack(body, now.limitHeaders(), call.at());
  }

  private Reply answered(Call call, StreetNetwork network, NetworkAnswer answer) {
    try {
      enquiries.catchUp(network, call.at());
      return answer.to(call, network);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private boolean isFeed(Call call) {
    return bearerOf(call).filter(settings.feedToken().reveal()::equals).isPresent();
  }

  private static Optional<String> bearerOf(Call call) {
    return call.headers()
        .find("authorization")
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  private static boolean accepts(Call call) {
    var accept = call.headers().find("accept").orElse("*/*");
    return accept.contains(StreetErrors.MEDIA_TYPE)
        || accept.contains("*/*")
        || accept.contains("application/*");
  }

  private static String contentType(Call call) {
    var given = call.headers().find("content-type").orElse("").toLowerCase(Locale.ROOT);
    var end = given.indexOf(';');
    return (end < 0 ? given : given.substring(0, end)).strip();
  }
}
