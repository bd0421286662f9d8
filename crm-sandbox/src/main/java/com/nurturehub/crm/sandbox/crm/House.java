package com.nurturehub.crm.sandbox.crm;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import java.util.Optional;

/// What a CRM tells the reception about itself.
public interface House {

  Routes routes();

  /// Who is calling, for the record; empty if the call does not say.
  String customerOf(Call call);

  /// Lets a call in, or answers why the limits forbid it. Whoever is let in must leave, however the
  /// call ends.
  Optional<Reply> enter(Call call, String customer);

  void leave(Call call, String customer);

  /// Whether the operation carries credentials, so that its query and body are not recorded.
  boolean isConfidential(String operation);

  /// The answer to a path or method that does not exist.
  Reply unknownPath(Call call);

  /// An error in the CRM's own format, for faults.
  Reply error(int status, Call call);

  /// The reply with what the CRM's gateway adds to each.
  ///
  /// @param number the number of the call in the journal
  Reply stamped(Reply reply, long number);

  /// The gateway gave up on a call of this customer.
  void timedOut(String customer);
}
