package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.Map;
import java.util.Optional;

/// Stands before every call to the platform host: token, version, customer, scope, in that order.
/// Limits come even earlier, see [Reapit#enter].
final class ReapitGate {

  /// Answers a call of a customer that was let in.
  @FunctionalInterface
  interface CustomerAnswer {
    Reply to(Call call, ReapitCustomer customer);
  }

  private static final String BEARER = "Bearer ";

  private final ReapitTokens tokens;
  private final Map<String, ReapitCustomer> customers;

  ReapitGate(ReapitTokens tokens, Map<String, ReapitCustomer> customers) {
    this.tokens = tokens;
    this.customers = customers;
  }

  Answer letting(String scope, CustomerAnswer answer) {
    return call -> {
      var session = bearerOf(call).flatMap(bearer -> tokens.find(bearer, call.at()));
      if (session.isEmpty()) {
        return ReapitErrors.badCredentials(call.at());
      }
      var version = call.headers().find("api-version").orElse("");
      if (!version.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return ReapitErrors.error(
            400, "An api-version header with a date in yyyy-MM-dd format is required.", call.at());
      }
      var customer = customerOf(call, session.get());
      if (customer.isEmpty()) {
        return ReapitErrors.notInstalled(call.at());
      }
      if (!session.get().allows(scope)) {
        return ReapitErrors.error(
            403, "The application lacks the scope %s.".formatted(scope), call.at());
      }
      customer.get().catchUp(call.at());
      return answer.to(call, customer.get());
    };
  }

  static Optional<String> bearerOf(Call call) {
    return call.headers()
        .find("authorization")
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  /// The code of the customer that the call is made for, or nothing if it does not say.
  String codeOf(Call call) {
    return bearerOf(call)
        .flatMap(bearer -> tokens.find(bearer, call.at()))
        .flatMap(Session::customer)
        .or(() -> call.headers().find("reapit-customer"))
        .orElse("");
  }

  // A user's token stands for the user's own customer; the application's token names one.
  private Optional<ReapitCustomer> customerOf(Call call, Session session) {
    return session
        .customer()
        .or(() -> call.headers().find("reapit-customer"))
        .map(customers::get)
        .filter(ReapitCustomer::isInstalled);
  }
}
