package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Instant;
import java.util.Optional;

/// Sign-ins at CRMs that have begun and not ended, of the agency in whose transaction they are
/// looked at. A person has at most one per CRM.
@DrivenPort
public interface SignIns {

  /// Takes the place of what the same person had begun at this CRM.
  void keep(Begun begun);

  /// What was begun under this state in this browser, once: who comes second finds nothing, and so
  /// does who comes after its time.
  Optional<Begun> take(CrmProvider provider, Marks marks, Instant now);

  /// @param verifier what the sign-in is ended with
  /// @param actor who began it
  /// @param previewFirst whether they want to see first what would be written to the CRM
  record Begun(
      CrmProvider provider,
      Marks marks,
      Secret verifier,
      String actor,
      boolean previewFirst,
      Instant until) {}

  /// Digests of what came back in the address and of what lies in the browser; neither can be told
  /// from them.
  record Marks(String state, String browser) {}
}
