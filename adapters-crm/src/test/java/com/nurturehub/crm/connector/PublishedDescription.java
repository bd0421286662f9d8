package com.nurturehub.crm.connector;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a CRM has published of itself, amended where it is known to be silent or wrong. Reading it
/// takes a while, so it is to be read once.
public final class PublishedDescription {

  private static final String DIRECTORY = "NURTUREHUB_OPENAPI_DIR";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OpenApiInteractionValidator validator;

  private PublishedDescription(OpenApiInteractionValidator validator) {
    this.validator = validator;
  }

  /// Nothing where the descriptions are not at hand.
  public static Optional<PublishedDescription> read(String file, Consumer<ObjectNode> amendments) {
    return Optional.ofNullable(System.getProperty(DIRECTORY))
        .or(() -> Optional.ofNullable(System.getenv(DIRECTORY)))
        .map(directory -> Path.of(directory, file))
        .filter(Files::isRegularFile)
        .map(path -> amended(path, amendments));
  }

  private static PublishedDescription amended(Path path, Consumer<ObjectNode> amendments) {
    try {
      var published = (ObjectNode) JSON.readTree(Files.readString(path));
      published.remove("servers");
      amendments.accept(published);
      return new PublishedDescription(
          OpenApiInteractionValidator.createForInlineApiSpecification(published.toString())
              .build());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// For a CRM at this address.
  public Judge judging(URI base) {
    return new Judge(validator, base);
  }
}
