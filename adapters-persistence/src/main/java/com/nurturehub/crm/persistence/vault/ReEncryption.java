package com.nurturehub.crm.persistence.vault;

import static com.nurturehub.crm.persistence.generated.Tables.APPLICATION_TOKEN;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_AUDIT_KEY;
import static com.nurturehub.crm.persistence.generated.Tables.CREDENTIAL;
import static com.nurturehub.crm.persistence.vault.Encrypted.isWithout;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.KeyMarks.Mark;
import org.jooq.DSLContext;

/// Encrypts anew, with the newest key, what was encrypted with an earlier one. What is left to do
/// is read from the values themselves, a page at a time, each in a transaction of its own: whoever
/// breaks off loses at most a page, and several may do it at once.
public final class ReEncryption {

  static final int PAGE = 200;

  private final JooqTransactions transactions;
  private final Keysets keysets;

  public ReEncryption(JooqTransactions transactions, Keysets keysets) {
    this.transactions = transactions;
    this.keysets = keysets;
  }

  /// Until nothing is left. Returns how many values it was.
  public int run() {
    keysets.refresh();
    if (keysets.marks().known().size() == 1) {
      return 0;
    }
    var done = transactions.apart(db -> tokens(db, newest()));
    for (var agency : new Encrypted(transactions).agencies()) {
      int page;
      do {
        page = transactions.in(agency, this::page);
        done += page;
      } while (page > 0);
    }
    return done;
  }

  /// One page of the agency whose transaction is open.
  int page() {
    return credentials(newest()) + auditKeys(newest());
  }

  /// Asked for anew with each page, because yet another key may be made meanwhile.
  private Mark newest() {
    return keysets.marks().newest();
  }

  private int tokens(DSLContext db, Mark newest) {
    var found =
        db.select(APPLICATION_TOKEN.PROVIDER, APPLICATION_TOKEN.CIPHERTEXT)
            .from(APPLICATION_TOKEN)
            .where(isWithout(APPLICATION_TOKEN.CIPHERTEXT, newest))
            .forUpdate()
            .skipLocked()
            .fetch();
    for (var token : found) {
      var context = Context.applicationToken(CrmProvider.valueOf(token.value1()));
      db.update(APPLICATION_TOKEN)
          .set(APPLICATION_TOKEN.CIPHERTEXT, anew(token.value2(), context))
          .where(APPLICATION_TOKEN.PROVIDER.eq(token.value1()))
          .execute();
    }
    return found.size();
  }

  private int credentials(Mark newest) {
    var db = transactions.here();
    var found =
        db.select(CREDENTIAL.PROVIDER, CREDENTIAL.FIELD, CREDENTIAL.CIPHERTEXT)
            .from(CREDENTIAL)
            .where(isWithout(CREDENTIAL.CIPHERTEXT, newest))
            .limit(PAGE)
            .forUpdate()
            .skipLocked()
            .fetch();
    var updates =
        found.stream()
            .map(row -> {
              var provider = CrmProvider.valueOf(row.value1());
              var context = Context.credential(transactions.agency(), provider, row.value2());
              return db.update(CREDENTIAL)
                  .set(CREDENTIAL.CIPHERTEXT, anew(row.value3(), context))
                  .where(CREDENTIAL.PROVIDER.eq(row.value1()))
                  .and(CREDENTIAL.FIELD.eq(row.value2()));
            })
            .toList();
    db.batch(updates).execute();
    return found.size();
  }

  private int auditKeys(Mark newest) {
    var db = transactions.here();
    var found =
        db.select(CONTACT_AUDIT_KEY.CONTACT_ID, CONTACT_AUDIT_KEY.CIPHERTEXT)
            .from(CONTACT_AUDIT_KEY)
            .where(isWithout(CONTACT_AUDIT_KEY.CIPHERTEXT, newest))
            .limit(PAGE)
            .forUpdate()
            .skipLocked()
            .fetch();
    var updates =
        found.stream()
            .map(row -> {
              var context = Context.auditKey(transactions.agency(), new ContactId(row.value1()));
              return db.update(CONTACT_AUDIT_KEY)
                  .set(CONTACT_AUDIT_KEY.CIPHERTEXT, anew(row.value2(), context))
                  .where(CONTACT_AUDIT_KEY.CONTACT_ID.eq(row.value1()));
            })
            .toList();
    db.batch(updates).execute();
    return found.size();
  }

  private byte[] anew(byte[] encrypted, Context context) {
    return keysets.encrypt(keysets.decrypt(encrypted, context), context);
  }
}
