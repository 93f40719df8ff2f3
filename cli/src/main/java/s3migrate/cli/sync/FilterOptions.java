package s3migrate.cli.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import s3migrate.cli.options.Refusals;
import s3migrate.route.Filter;
import s3migrate.route.FilterReader;
import s3migrate.route.NameFilter;

/// Which objects a sync is about.
final class FilterOptions {

    @ArgGroup(exclusive = true, multiplicity = "0..*")
    private List<Name> names = new ArrayList<>();

    @Option(
            names = "--min-size",
            paramLabel = "SIZE",
            converter = Size.class,
            description = "Only objects of so many bytes or more: 500, 64K, 10M, 2G.")
    private @Nullable Long minSize;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            converter = Size.class,
            description = "Only objects of so many bytes or less.")
    private @Nullable Long maxSize;

    @Option(
            names = "--min-age",
            paramLabel = "AGE",
            converter = Age.class,
            description =
                    "Only objects last modified so long ago or longer: 30s, 15m, 12h, 7d, 4w.")
    private @Nullable Duration minAge;

    @Option(
            names = "--max-age",
            paramLabel = "AGE",
            converter = Age.class,
            description = "Only objects last modified so long ago or less.")
    private @Nullable Duration maxAge;

    @Option(
            names = "--source-storage-class",
            paramLabel = "CLASSES",
            converter = ClassesConverter.class,
            description = "Only objects of these storage classes, with a space between.")
    private @Nullable Classes storageClasses;

    /// One of the patterns, whose order counts over both options.
    static final class Name {

        @Option(
                names = "--exclude",
                paramLabel = "PATTERN",
                description = {
                    "Not the keys below the source's folder that match: * ? [abc], where * is any characters,",
                    "/ among them. Of several the last that matches decides."
                })
        private @Nullable String exclude;

        @Option(
                names = "--include",
                paramLabel = "PATTERN",
                description = "These keys after all; where it comes first, only these.")
        private @Nullable String include;

        NameFilter.Rule rule() {
            return include == null
                    ? new NameFilter.Rule(false, Optional.ofNullable(exclude).orElseThrow())
                    : new NameFilter.Rule(true, include);
        }
    }

    /// Whether any of these was given.
    boolean given() {
        return !filter().equals(new FilterOptions().filter());
    }

    /// What does not go together, each with its own refusal.
    List<Runnable> checks(Refusals refusals) {
        return List.of(
                () ->
                        refusals.unless(
                                !filter().takesInNoSize(),
                                "--min-size is above --max-size: no object is both"),
                () ->
                        refusals.unless(
                                !filter().takesInNoAge(),
                                "--min-age is above --max-age: no object is both"));
    }

    Filter filter() {
        return new Filter(
                new NameFilter(names.stream().map(Name::rule).toList()),
                bytes(minSize),
                bytes(maxSize),
                Optional.ofNullable(minAge),
                Optional.ofNullable(maxAge),
                Optional.ofNullable(storageClasses).map(Classes::names).orElse(Set.of()));
    }

    private static OptionalLong bytes(@Nullable Long given) {
        return given == null ? OptionalLong.empty() : OptionalLong.of(given);
    }

    /// Reads sizes.
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return FilterReader.size(text)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "\"%s\": accepted is %s"
                                            .formatted(text, FilterReader.ACCEPTED_SIZE)));
        }
    }

    /// Storage classes, by name.
    record Classes(Set<String> names) {}

    /// Reads storage classes.
    static final class ClassesConverter implements ITypeConverter<Classes> {
        @Override
        public Classes convert(String text) {
            return FilterReader.classes(text)
                    .map(Classes::new)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "\"%s\": accepted are %s"
                                            .formatted(text, FilterReader.ACCEPTED_CLASSES)));
        }
    }

    /// Reads ages.
    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return FilterReader.age(text)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "\"%s\": accepted is %s"
                                            .formatted(text, FilterReader.ACCEPTED_AGE)));
        }
    }
}
