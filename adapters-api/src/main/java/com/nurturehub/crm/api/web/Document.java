package com.nurturehub.crm.api.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.webjars.WebJarVersionLocator;

/// The page's one HTML document. Its import map is the only script written into it, and may run
/// because the policy names its digest.
final class Document {

  private static final Pattern VERSION = Pattern.compile("\\{version:([a-z_-]+)}");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final String html;

  private Document(String html) {
    this.html = html;
  }

  /// The document by that name, with the versions of the libraries filled in.
  static Document named(String name) {
    var jars = new WebJarVersionLocator();
    return new Document(
        VERSION
            .matcher(text(name))
            .replaceAll(library -> {
              var version = jars.version(library.group(1));
              if (version == null) {
                throw new IllegalStateException("no library " + library.group(1));
              }
              return version;
            }));
  }

  String html() {
    return html;
  }

  String policy() {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-%s'".formatted(importMapDigest()),
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html");
  }

  private String importMapDigest() {
    var map = IMPORT_MAP.matcher(html);
    if (!map.find()) {
      throw new IllegalStateException("the page has no import map");
    }
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(map.group(1).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String text(String name) {
    try {
      return new ClassPathResource("dashboard/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the page is not packaged", e);
    }
  }
}
