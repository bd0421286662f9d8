package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Which page is asked for, and what Reapit writes around one.
record Paging(int number, int size) {

  private static final int SIZE_USUAL = 25;
  private static final int SIZE_MAX = 100;

  static Paging of(Call call) {
    List<Flaw> flaws = new ArrayList<>();
    var size = number(call, "pageSize", SIZE_USUAL, SIZE_MAX, flaws);
    var number = number(call, "pageNumber", 1, Integer.MAX_VALUE, flaws);
    if (!flaws.isEmpty()) {
      throw ReapitErrors.invalid(400, flaws, call.at());
    }
    return new Paging(number, size);
  }

  int offset() {
    return (int) Math.min((number - 1L) * size, Integer.MAX_VALUE);
  }

  /// One page of things that fit into memory anyway.
  Reply page(String path, List<ObjectNode> all) {
    var out = new JsonBytes(2_000);
    start(out);
    var from = Math.min(offset(), all.size());
    var page = all.subList(from, Math.min(from + size, all.size()));
    for (int i = 0; i < page.size(); i++) {
      out.plain(i == 0 ? "" : ",").raw(Json.bytes(page.get(i)));
    }
    return Reply.json(200, end(out, path, page.size(), all.size()));
  }

  static void start(JsonBytes out) {
    out.plain("{\"_embedded\":[");
  }

  /// @param count how many are on this page
  Bytes end(JsonBytes out, String path, int count, int total) {
    var pages = (int) ((total + size - 1L) / size);
    out.plain("],\"pageNumber\":").number(number);
    out.plain(",\"pageSize\":").number(size);
    out.plain(",\"pageCount\":").number(count);
    out.plain(",\"totalPageCount\":").number(pages);
    out.plain(",\"totalCount\":").number(total);
    out.plain(",\"_links\":{");
    link(out, "self", path, number);
    out.plain(",");
    link(out, "first", path, 1);
    if (number < pages) {
      out.plain(",");
      link(out, "next", path, number + 1);
    }
    out.plain(",");
    link(out, "last", path, Math.max(pages, 1));
    return out.plain("}}").done();
  }

  private void link(JsonBytes out, String name, String path, int page) {
    out.plain("\"").plain(name).plain("\":{\"href\":\"").plain(path).plain("/?PageNumber=");
    out.number(page).plain("&PageSize=").number(size).plain("\"}");
  }

  private static int number(Call call, String name, int usual, int max, List<Flaw> flaws) {
    var given = call.query().find(name);
    if (given.isEmpty()) {
      return usual;
    }
    try {
      var number = Integer.parseInt(given.get());
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below, like any other number out of range.
    }
    flaws.add(new Flaw(name, "Must be a number from 1 to %d.".formatted(max)));
    return usual;
  }
}
