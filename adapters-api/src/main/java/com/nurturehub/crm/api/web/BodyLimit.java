package com.nurturehub.crm.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;

/// Nobody needs a long request, so nobody may send one, whether it says how long it is or not; and
/// nobody may take long to send it.
final class BodyLimit extends OncePerRequestFilter {

  static final int BYTES_MAX = 256 * 1024;

  /// What is too long is listened to for so much, or whoever sends it would never hear why.
  private static final int HEARD_OUT_BYTES_MAX = 2 * 1024 * 1024;

  private final Duration within;

  BodyLimit(Duration within) {
    this.within = within;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var body = new BoundedStream(request.getInputStream(), System.nanoTime() + within.toNanos());
    if (request.getContentLengthLong() > BYTES_MAX) {
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
    } else {
      chain.doFilter(new Bounded(request, body), response);
    }
    if (!request.isAsyncStarted()) {
      body.hearOut();
    }
    if (body.isLate() && !response.isCommitted()) {
      response.sendError(HttpStatus.REQUEST_TIMEOUT.value());
    }
  }

  private static final class Bounded extends HttpServletRequestWrapper {

    private final BoundedStream body;

    Bounded(HttpServletRequest request, BoundedStream body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return body;
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private static final class BoundedStream extends ServletInputStream {

    private final ServletInputStream body;
    private final long endNanos;
    private int read;
    private boolean isSilent;

    BoundedStream(ServletInputStream body, long endNanos) {
      this.body = body;
      this.endNanos = endNanos;
    }

    @Override
    public int read() throws IOException {
      var next = body.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      var got = body.read(into, from, most);
      count(Math.max(0, got));
      return got;
    }

    private void count(int bytes) {
      read += bytes;
      if (read > BYTES_MAX) {
        throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
      }
      if (isLate()) {
        throw new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT);
      }
    }

    boolean isLate() {
      return isSilent || (!body.isFinished() && System.nanoTime() > endNanos);
    }

    /// Takes the rest of a body that nobody wanted. Left to the server it would be taken without an
    /// end.
    void hearOut() throws IOException {
      var nowhere = new byte[8192];
      var heard = 0;
      while (heard <= HEARD_OUT_BYTES_MAX && !isLate() && !body.isFinished()) {
        try {
          heard += Math.max(0, body.read(nowhere));
        } catch (SocketTimeoutException silence) {
          isSilent = true;
        }
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
