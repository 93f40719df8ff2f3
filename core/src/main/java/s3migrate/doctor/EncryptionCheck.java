package s3migrate.doctor;

import java.util.List;
import s3migrate.price.Priced;
import s3migrate.price.Prices;
import s3migrate.route.Encryption.Algorithm;
import s3migrate.route.Route;
import s3migrate.store.BucketSetup.DefaultEncryption;

/// By which key copies will be encrypted, and what that costs.
record EncryptionCheck(Route route, End end, Prices prices) implements SetupCheck {

    private static final double PER_OBJECTS = 1_000;

    @Override
    public String of() {
        return "encryption";
    }

    @Override
    public String action() {
        return "s3:GetEncryptionConfiguration";
    }

    @Override
    public List<Observation> see() {
        var byDefault = end.setup().encryption(end.bucket());
        var wished = route.options().fidelity().protection().encryption();
        if (wished.isPresent()) {
            var algorithm = wished.get().algorithm();
            return List.of(
                    of(
                            new DefaultEncryption(
                                    algorithm.text(),
                                    wished.get().keyId(),
                                    wished.get().bucketKey() || algorithm == Algorithm.S3),
                            "asked for"));
        }
        return List.of(
                byDefault
                        .map(found -> of(found, "the bucket's"))
                        .orElseGet(() -> Observation.ok(subject(), "the store's own")));
    }

    private Observation of(DefaultEncryption encryption, String whose) {
        var what =
                "%s (%s)%s"
                        .formatted(
                                encryption.algorithm(),
                                whose,
                                encryption.keyId().map(" by "::concat).orElse(""));
        if (!encryption.byKms() || encryption.bucketKey()) {
            return Observation.ok(subject(), what);
        }
        return Observation.warn(
                subject(),
                what + " without a bucket key",
                "each object asks KMS: %.4f USD per 1,000 requests, and KMS throttles sooner than S3"
                        .formatted(prices.of(Priced.KMS_REQUEST) * PER_OBJECTS),
                "switch on the bucket key of s3://" + end.bucket());
    }
}
