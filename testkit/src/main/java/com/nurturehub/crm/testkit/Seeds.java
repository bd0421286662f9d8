package com.nurturehub.crm.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Runs a property for so many seeds; `-Dseed=…` runs one alone.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Seeds.Provider.class)
public @interface Seeds {

  int value();

  /// Counts from 1, so that a failing seed is the same on every machine.
  final class Provider implements ArgumentsProvider, AnnotationConsumer<Seeds> {

    private int many;

    @Override
    public void accept(Seeds seeds) {
      many = seeds.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      var alone = Long.getLong("seed");
      var seeds = alone == null ? LongStream.rangeClosed(1, many) : LongStream.of(alone);
      return seeds.mapToObj(Arguments::of);
    }
  }
}
