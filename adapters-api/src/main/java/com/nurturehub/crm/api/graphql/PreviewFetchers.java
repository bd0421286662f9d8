package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.sync.Previews.Counts;
import com.nurturehub.crm.application.sync.Previews.Part;
import com.nurturehub.crm.application.sync.ReviewPreview;
import com.nurturehub.crm.application.sync.ReviewPreview.Preview;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// What a connection would write to a CRM, before it does for the first time.
@Controller
public class PreviewFetchers {

  private final ReviewPreview previews;

  public PreviewFetchers(ReviewPreview previews) {
    this.previews = previews;
  }

  record PreviewNode(
      Optional<ApprovalNode> question,
      long createdHere,
      long linked,
      long changedHere,
      long createdThere,
      long changedThere,
      long scoresThere,
      long optOuts) {

    static PreviewNode of(Preview preview, CrmProvider provider) {
      var question = preview.question().map(asked -> ApprovalNode.of(asked, Optional.of(provider)));
      return of(question, preview.counts());
    }

    private static PreviewNode of(Optional<ApprovalNode> question, Counts counts) {
      return new PreviewNode(
          question,
          counts.createdHere(),
          counts.linked(),
          counts.changedHere(),
          counts.createdThere(),
          counts.changedThere(),
          counts.scoresThere(),
          counts.optOuts());
    }
  }

  @SchemaMapping(typeName = "Integration", field = "preview")
  Optional<PreviewNode> preview(
      IntegrationNode integration, @AuthenticationPrincipal Identity caller) {
    return previews
        .of(caller.acting(Scope.READ), integration.provider())
        .map(preview -> PreviewNode.of(preview, integration.provider()));
  }

  @QueryMapping
  Page<PreviewItemNode> previewItems(
      @Argument CrmProvider provider,
      @Argument Part part,
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @AuthenticationPrincipal Identity caller) {
    var window = Window.of(first, after);
    var items = previews.list(caller.acting(Scope.READ), provider, part, window.request());
    return window.page(items, PreviewItemNode::of);
  }
}
