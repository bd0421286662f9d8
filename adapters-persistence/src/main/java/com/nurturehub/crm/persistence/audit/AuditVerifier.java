package com.nurturehub.crm.persistence.audit;

import com.nurturehub.crm.application.audit.AuditTrail.Break;
import com.nurturehub.crm.application.audit.AuditTrail.Proof;
import com.nurturehub.crm.domain.audit.AuditChain;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Checks an exported trail, without the service and its database. `verify-audit FILE [HASH]` says
/// in one sentence how it stands and ends with 0 where it is whole; HASH is a head that was noted
/// earlier and must be among the trail's.
public final class AuditVerifier {

  private AuditVerifier() {}

  public static void main(String[] args) throws IOException {
    try (var say =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      if (args.length == 0 || args.length > 2) {
        say.println("Usage: verify-audit FILE [HASH]");
        System.exit(2);
      }
      var noted = args.length == 2 ? Optional.of(args[1]) : Optional.<String>empty();
      try (var export = Files.newBufferedReader(Path.of(args[0]))) {
        var proof = verify(export, noted);
        say.println(sentence(proof));
        System.exit(proof.intact() ? 0 : 1);
      }
    }
  }

  /// The proof of an exported trail. A noted head that the trail never had breaks it, too.
  public static Proof verify(Reader export, Optional<String> notedHead) throws IOException {
    var lines = new BufferedReader(export);
    var first = lines.readLine();
    if (first == null) {
      return broken(0, "", 0, "the export is empty");
    }
    var head = TrailJson.head(first);
    var walk = new ChainWalk(head.agency());
    var met = notedHead.isEmpty() || isHead(AuditChain.begin(head.agency()).hash(), notedHead);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var link = TrailJson.link(line);
      walk.follow(link);
      met |= !walk.isBroken() && isHead(link.hash(), notedHead);
    }
    var proof = walk.conclude(head);
    return proof.intact() && !met
        ? broken(head.number(), head.hash(), head.number(), "the trail never had the noted head")
        : proof;
  }

  private static boolean isHead(String hash, Optional<String> noted) {
    return noted.filter(hash::equals).isPresent();
  }

  private static Proof broken(long entries, String head, long number, String why) {
    return new Proof(false, entries, head, Optional.of(new Break(number, why)));
  }

  private static String sentence(Proof proof) {
    return proof
        .broken()
        .map(at -> "The trail is broken at entry %d: %s.".formatted(at.number(), at.why()))
        .orElseGet(() ->
            "The trail is whole: %d entries, head %s.".formatted(proof.entries(), proof.head()));
  }
}
