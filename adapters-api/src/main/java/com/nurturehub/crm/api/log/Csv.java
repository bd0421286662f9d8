package com.nurturehub.crm.api.log;

import java.util.List;
import java.util.stream.Collectors;

/// A table as RFC 4180 writes it, for a spreadsheet to open. What a spreadsheet would take for a
/// formula is made a text: some of it came from outside.
final class Csv {

  /// By this a spreadsheet knows that UTF-8 follows.
  static final String BEGINNING = "\uFEFF";

  private static final String FORMULA_BEGINS = "=+-@\t\r\n";

  private Csv() {}

  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    var isHarmless = text.isEmpty() || FORMULA_BEGINS.indexOf(text.charAt(0)) < 0;
    return "\"%s\"".formatted((isHarmless ? text : "'" + text).replace("\"", "\"\""));
  }
}
