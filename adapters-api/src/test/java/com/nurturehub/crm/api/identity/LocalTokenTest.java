package com.nurturehub.crm.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTokenTest {

  @TempDir private Path folder;

  @Test
  void a_token_is_made_at_the_first_start_and_kept() {
    var file = folder.resolve("new/token");

    var first = LocalToken.in(file);
    var second = LocalToken.in(file);

    assertThat(first.reveal()).hasSizeGreaterThan(40);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void no_two_tokens_are_alike() {
    assertThat(LocalToken.in(folder.resolve("a"))).isNotEqualTo(LocalToken.in(folder.resolve("b")));
  }

  @Test
  void only_its_owner_can_read_it() throws IOException {
    var file = folder.resolve("token");

    LocalToken.in(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_that_was_open_to_others_is_closed_to_them() throws IOException {
    var file = Files.writeString(folder.resolve("token"), "given\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    var token = LocalToken.in(file);

    assertThat(token.reveal()).isEqualTo("given");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
