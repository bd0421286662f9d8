package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.scheduling.inngest.InngestEndpoint;
import com.nurturehub.crm.scheduling.inngest.Request;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/// Carries requests to the Inngest endpoint, with their raw body, and its answers back.
final class InngestServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Supplier<InngestEndpoint> endpoint;

  InngestServlet(Supplier<InngestEndpoint> endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var answer = endpoint.get().answer(read(request));
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.getOutputStream().write(answer.bytes());
  }

  private static Request read(HttpServletRequest request) throws IOException {
    var query = query(request);
    return new Request(
        request.getMethod(),
        Optional.ofNullable(query.getFirst(Request.FUNCTION)),
        Optional.ofNullable(query.getFirst(Request.DEPLOYMENT)),
        Optional.ofNullable(request.getHeader(Request.SERVER_KIND)),
        Optional.ofNullable(request.getHeader(Request.SIGNATURE)),
        request.getInputStream());
  }

  /// Not as the servlet's parameters, which would read the body of a form.
  private static MultiValueMap<String, String> query(HttpServletRequest request) {
    return UriComponentsBuilder.newInstance()
        .query(request.getQueryString())
        .build()
        .getQueryParams();
  }
}
