package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The one client by which a CRM is called. It follows no redirect, repeats nothing by itself,
/// keeps no cookie, and everything about it is bounded.
public final class BoundedHttp implements Exchange, AutoCloseable {

  private static final TimeValue IDLE_CHECKED_AFTER = TimeValue.ofSeconds(2);
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(10);

  private final String crm;
  private final CrmHosts hosts;
  private final HttpBounds bounds;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor alarms;

  /// `crm` is the name people know the CRM by; failures are told with it.
  public BoundedHttp(String crm, CrmHosts hosts, HttpBounds bounds) {
    this.crm = crm;
    this.hosts = hosts;
    this.bounds = bounds;
    this.client = client(hosts, bounds);
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-alarm-" + crm).factory());
    alarms.setRemoveOnCancelPolicy(true);
  }

  @Override
  public CrmResponse exchange(CrmRequest request) {
    if (!hosts.allow(request.uri())) {
      throw new IllegalArgumentException("not an address of %s".formatted(crm));
    }
    var late = new AtomicBoolean();
    var call = call(request);
    var alarm =
        alarms.schedule(
            () -> {
              late.set(true);
              call.cancel();
            },
            bounds.call().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return answer(call, HttpHost.create(request.uri()));
    } catch (IOException failure) {
      throw failure(request, failure, late.get());
    } finally {
      alarm.cancel(false);
    }
  }

  @Override
  public void close() {
    alarms.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  private CrmResponse answer(HttpUriRequestBase call, HttpHost target) throws IOException {
    try (var response = client.executeOpen(target, call, null)) {
      var body = body(response, call);
      return new CrmResponse(response.getCode(), headers(response), body.bytes(), body.isWhole());
    }
  }

  private BoundedBody body(ClassicHttpResponse response, HttpUriRequestBase call)
      throws IOException {
    var entity = response.getEntity();
    if (entity == null) {
      return BoundedBody.empty();
    }
    try (var in = entity.getContent()) {
      var body = BoundedBody.read(unpacked(in, entity.getContentEncoding()), bounds.bodyBytesMax());
      if (!body.isWhole()) {
        // Before the stream is closed, which would read on to its end.
        call.cancel();
      }
      // Only at its very end is the stream done with the connection.
      if (body.isWhole() && in.read() >= 0) {
        throw new ZipException("something follows what was packed");
      }
      return body;
    }
  }

  private static InputStream unpacked(InputStream in, String encoding) throws IOException {
    return "gzip".equalsIgnoreCase(encoding) ? new GZIPInputStream(in, 8192) : in;
  }

  private static HttpUriRequestBase call(CrmRequest request) {
    var call = new HttpUriRequestBase(request.method(), request.uri());
    call.setHeader("Accept", "application/json");
    call.setHeader("Accept-Encoding", "gzip");
    request.headers().forEach(call::setHeader);
    request.authorization().map(Secret::reveal).ifPresent(a -> call.setHeader("Authorization", a));
    request
        .body()
        .ifPresent(body ->
            call.setEntity(new StringEntity(body.text(), ContentType.parse(body.contentType()))));
    return call;
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    var headers = new HashMap<String, String>();
    for (var header : response.getHeaders()) {
      var value = header.getValue();
      headers.merge(
          header.getName().toLowerCase(Locale.ROOT),
          value == null ? "" : value,
          (one, other) -> one + "\n" + other);
    }
    return headers;
  }

  private CrmFailure failure(CrmRequest request, IOException failure, boolean late) {
    if (wasNeverSent(failure)) {
      return new CrmFailure.Transient(
          FailureCause.UNAVAILABLE, "%s could not be reached.".formatted(crm));
    }
    var cause =
        late || failure instanceof InterruptedIOException
            ? FailureCause.TIMED_OUT
            : isUnreadable(failure) ? FailureCause.MALFORMED_ANSWER : FailureCause.UNAVAILABLE;
    if (request.writes()) {
      return new CrmFailure.Ambiguous(
          cause, "%s did not say whether it took a change.".formatted(crm));
    }
    return new CrmFailure.Transient(cause, words(cause).formatted(crm));
  }

  private static String words(FailureCause cause) {
    return switch (cause) {
      case TIMED_OUT -> "%s did not answer in time.";
      case MALFORMED_ANSWER -> "%s sent an answer that breaks off or cannot be unpacked.";
      default -> "%s cut the connection.";
    };
  }

  private static boolean wasNeverSent(IOException failure) {
    return failure instanceof ConnectTimeoutException
        || failure instanceof ConnectException
        || failure instanceof ConnectionRequestTimeoutException
        || failure instanceof UnknownHostException
        || failure instanceof SSLHandshakeException;
  }

  private static boolean isUnreadable(IOException failure) {
    return failure instanceof ZipException
        || failure instanceof EOFException
        || failure instanceof ConnectionClosedException
        || failure instanceof MalformedChunkCodingException
        || failure instanceof ClientProtocolException;
  }

  private static CloseableHttpClient client(CrmHosts hosts, HttpBounds bounds) {
    return HttpClients.custom()
        .setConnectionManager(connections(hosts, bounds))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(bounds.waitingForConnection()))
                .setResponseTimeout(Timeout.of(bounds.silence()))
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .build())
        .setUserAgent("NurtureHub-CRM-Connectors")
        .disableAutomaticRetries()
        .disableAuthCaching()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(CrmHosts hosts, HttpBounds bounds) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(
            hosts.privateNetwork() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses())
        .setMaxConnPerRoute(bounds.connectionsPerHost())
        .setMaxConnTotal(bounds.connectionsTotal())
        .setDefaultSocketConfig(
            SocketConfig.custom()
                .setTcpNoDelay(true)
                .setSoTimeout(Timeout.of(bounds.silence()))
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(bounds.connecting()))
                .setSocketTimeout(Timeout.of(bounds.silence()))
                // A connection the CRM has closed meanwhile would make a write ambiguous.
                .setValidateAfterInactivity(IDLE_CHECKED_AFTER)
                .setTimeToLive(CONNECTION_LIFE)
                .build())
        .build();
  }
}
