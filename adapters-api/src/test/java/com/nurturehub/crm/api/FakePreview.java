package com.nurturehub.crm.api;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Previews.Item;
import com.nurturehub.crm.application.sync.Previews.Part;
import com.nurturehub.crm.application.sync.ReviewPreview;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows what it is given, of Reapit.
public final class FakePreview implements ReviewPreview {

  public volatile Optional<Preview> shown = Optional.empty();
  public final Map<Part, List<Item>> items = new EnumMap<>(Part.class);

  @Override
  public Optional<Preview> of(AgencyId agency, CrmProvider provider) {
    return shown.filter(_ -> provider == CrmProvider.REAPIT);
  }

  @Override
  public Slice<Item> list(AgencyId agency, CrmProvider provider, Part part, Slice.Request request) {
    var found =
        provider == CrmProvider.REAPIT ? items.getOrDefault(part, List.of()) : List.<Item>of();
    return new Slice<>(found, Optional.empty(), found.size());
  }
}
