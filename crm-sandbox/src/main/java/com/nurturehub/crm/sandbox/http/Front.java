package com.nurturehub.crm.sandbox.http;

import com.nurturehub.crm.sandbox.time.Pauses;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The door to the outside: turns requests into calls, finds the house they are for, and delivers
/// the replies.
final class Front extends Handler.Abstract {

  private static final int BODY_BYTES_MAX = 6 * 1024 * 1024;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Map<String, Answer> houses;
  private final InstantSource clock;
  private final Pauses pauses;

  /// @param houses who answers, by the first segment of the path
  Front(Map<String, Answer> houses, InstantSource clock, Pauses pauses) {
    this.houses = Map.copyOf(houses);
    this.clock = clock;
    this.pauses = pauses;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    deliver(replyTo(request), request, response, callback);
    return true;
  }

  private Reply replyTo(Request request) throws IOException {
    var path = Request.getPathInContext(request);
    var second = path.indexOf('/', 1);
    var house = houses.get(second < 0 ? path.substring(1) : path.substring(1, second));
    if (house == null) {
      return Reply.empty(404);
    }
    if (request.getLength() > BODY_BYTES_MAX) {
      return Reply.empty(413);
    }
    var rawQuery = request.getHttpURI().getQuery();
    try {
      return house.to(
          new Call(
              request.getMethod(),
              second < 0 ? "/" : path.substring(second),
              rawQuery == null ? "" : rawQuery,
              Query.parse(rawQuery),
              headersOf(request.getHeaders()),
              bodyOf(request),
              clock.instant(),
              Map.of(),
              Set.of()));
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (IllegalArgumentException broken) {
      return Reply.json(400, Json.object().put("message", String.valueOf(broken.getMessage())));
    }
  }

  private static Headers headersOf(HttpFields fields) {
    var byName = new HashMap<String, String>();
    for (var field : fields) {
      byName.put(field.getLowerCaseName(), field.getValue());
    }
    return new Headers(byName);
  }

  private static Bytes bodyOf(Request request) throws IOException {
    if (request.getLength() == 0) {
      return Bytes.NONE;
    }
    try (var in = Content.Source.asInputStream(request)) {
      var content = in.readNBytes(BODY_BYTES_MAX + 1);
      if (content.length > BODY_BYTES_MAX) {
        throw new Refusal(Reply.empty(413));
      }
      return content.length == 0 ? Bytes.NONE : Bytes.of(content);
    }
  }

  private void deliver(Reply reply, Request request, Response response, Callback callback)
      throws IOException {
    response.setStatus(reply.status());
    var headers = response.getHeaders();
    reply
        .headers()
        .forEach((name, values) -> {
          headers.remove(name);
          values.forEach(value -> headers.add(name, value));
        });
    headers.put("Date", HTTP_DATE.format(clock.instant()));
    switch (reply.delivery()) {
      case Delivery.Whole _ -> response.write(true, reply.body().buffer(), callback);
      case Delivery.Cut _ -> hangUp(request, callback);
      case Delivery.Truncated _ -> {
        headers.put("Content-Length", reply.body().length());
        var half = reply.body().first(reply.body().length() / 2).buffer();
        response.write(
            false, half, Callback.from(() -> hangUp(request, callback), callback::failed));
      }
      case Delivery.Dripping drip -> drip(reply, drip, response, callback);
      case Delivery.GzipBomb bomb -> {
        headers.put("Content-Encoding", "gzip");
        try (var out = Content.Sink.asOutputStream(response)) {
          GzipBombs.write(bomb.unpackedBytes(), out);
        }
        callback.succeeded();
      }
    }
  }

  private static void hangUp(Request request, Callback callback) {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new IOException("hung up on purpose"));
  }

  private void drip(Reply reply, Delivery.Dripping drip, Response response, Callback callback)
      throws IOException {
    response.getHeaders().put("Content-Length", reply.body().length());
    var left = reply.body().buffer();
    try (var out = Content.Sink.asOutputStream(response)) {
      while (left.hasRemaining() && pauses.pause(drip.pause())) {
        var drop = new byte[Math.min(drip.bytesEach(), left.remaining())];
        left.get(drop);
        out.write(drop);
        out.flush();
      }
    }
    callback.succeeded();
  }
}
