package com.nurturehub.crm.bootstrap.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// axe-core, which knows what keeps people out of a page.
final class Axe {

  private static final String SCRIPT = script();

  private static final String RUN =
      """
      async () => {
        const {violations} = await axe.run(document, {resultTypes: ['violations']});
        return violations.flatMap(({id, nodes}) =>
          nodes.map(({target, failureSummary}) => `${id}: ${target} ${failureSummary}`));
      }
      """;

  private Axe() {}

  /// What is wrong with the page as it stands, one sentence each.
  @SuppressWarnings("unchecked")
  static List<String> complaints(Page page) {
    page.evaluate(SCRIPT);
    return (List<String>) page.evaluate(RUN);
  }

  private static String script() {
    try {
      var found =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js");
      return found[0].getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
