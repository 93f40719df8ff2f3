package s3migrate.sandbox.s3.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The versions of one key, newest first, never empty.
public record KeyHistory(List<Version> versions) {

    public KeyHistory {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a key without versions is no key");
        }
    }

    public Version latest() {
        return versions.getFirst();
    }

    /// The object a plain GET reads: absent behind a delete marker.
    public Optional<ObjectVersion> current() {
        return latest() instanceof ObjectVersion object ? Optional.of(object) : Optional.empty();
    }

    public Optional<Version> find(String versionId) {
        return versions.stream()
                .filter(version -> version.versionId().equals(versionId))
                .findFirst();
    }

    /// With `version` as the newest, in place of the one with its id: only the null version is ever
    /// replaced.
    KeyHistory with(Version version) {
        return new KeyHistory(
                Stream.concat(Stream.of(version), others(version.versionId())).toList());
    }

    /// With `version` where the one with its id was.
    KeyHistory replacing(Version version) {
        return new KeyHistory(
                versions.stream()
                        .map(one -> one.versionId().equals(version.versionId()) ? version : one)
                        .toList());
    }

    /// Empty when the version was the last.
    Optional<KeyHistory> without(String versionId) {
        List<Version> rest = others(versionId).toList();
        return rest.isEmpty() ? Optional.empty() : Optional.of(new KeyHistory(rest));
    }

    private Stream<Version> others(String versionId) {
        return versions.stream().filter(one -> !one.versionId().equals(versionId));
    }
}
