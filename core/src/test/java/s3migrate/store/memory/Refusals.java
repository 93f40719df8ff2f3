package s3migrate.store.memory;

import java.io.IOException;
import s3migrate.store.StoreException;

/// The errors of the fakes, worded as the S3 adapter words its own.
final class Refusals {

    private Refusals() {}

    static StoreException.Transient slowDown(Verb verb, Object at) {
        return new StoreException.Transient(
                "SlowDown", text(verb, at, "Please reduce your request rate. (SlowDown)"));
    }

    static StoreException.Transient broken(Verb verb, Object at, IOException cause) {
        return new StoreException.Transient(
                "ConnectionBroken",
                text(verb, at, cause.getMessage() + " (ConnectionBroken)"),
                cause);
    }

    static StoreException.Transient sourceBroken(Verb verb, Object at, IOException cause) {
        return new StoreException.Transient(
                "SourceBroken",
                text(verb, at, "the source broke: %s (SourceBroken)".formatted(cause.getMessage())),
                cause);
    }

    static StoreException.Transient endedEarly(Verb verb, Object at, long read, long length) {
        return new StoreException.Transient(
                "SourceBroken",
                text(
                        verb,
                        at,
                        "the source ended after %,d of %,d bytes (SourceBroken)"
                                .formatted(read, length)));
    }

    static StoreException.RouteRefused noSuchBucket(Verb verb, String bucket) {
        return new StoreException.RouteRefused(
                "NoSuchBucket",
                text(verb, "s3://" + bucket, "the bucket does not exist (NoSuchBucket)"));
    }

    static StoreException.ObjectRefused archived(Verb verb, Object at, String storageClass) {
        return new StoreException.ObjectRefused(
                "InvalidObjectState",
                text(verb, at, "archived in " + storageClass + " (InvalidObjectState)"));
    }

    static StoreException.ObjectRefused denied(Verb verb, Object at) {
        return new StoreException.ObjectRefused(
                "AccessDenied", text(verb, at, "not to be written like this (AccessDenied)"));
    }

    static StoreException.Transient otherPart(Object at, String code, int number) {
        return new StoreException.Transient(
                code, text(Verb.COMPLETE, at, "part %d (%s)".formatted(number, code)));
    }

    static StoreException.ObjectRefused tooSmall(Object at, int number, long size, long minimum) {
        return new StoreException.ObjectRefused(
                "EntityTooSmall",
                text(
                        Verb.COMPLETE,
                        at,
                        "part %d has %,d bytes, accepted are %,d and more (EntityTooSmall)"
                                .formatted(number, size, minimum)));
    }

    private static String text(Verb verb, Object at, String found) {
        return verb.text() + " " + at + ": " + found;
    }
}
