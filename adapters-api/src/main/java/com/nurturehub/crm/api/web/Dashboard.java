package com.nurturehub.crm.api.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The page on which an agency manages its CRMs.
@RestController
final class Dashboard {

  static final URI ADDRESS = URI.create("/dashboard/settings/integrations");

  private final Document page;

  Dashboard(Document page) {
    this.page = page;
  }

  @GetMapping("/dashboard/settings/integrations")
  ResponseEntity<String> page() {
    return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(page.html());
  }

  @GetMapping({"/", "/dashboard", "/dashboard/settings"})
  ResponseEntity<Void> elsewhere() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(ADDRESS).build();
  }
}
