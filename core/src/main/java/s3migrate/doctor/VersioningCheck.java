package s3migrate.doctor;

import java.util.List;
import s3migrate.store.BucketSetup.Versioning;

/// Whether former versions are kept, and what that means at this end.
record VersioningCheck(End end) implements SetupCheck {

    @Override
    public String of() {
        return "versioning";
    }

    @Override
    public String action() {
        return "s3:GetBucketVersioning";
    }

    @Override
    public List<Observation> see() {
        var versioning = end.setup().versioning(end.bucket());
        return List.of(
                switch (end.side()) {
                    case SOURCE -> source(versioning);
                    case DESTINATION -> destination(versioning);
                });
    }

    private Observation source(Versioning versioning) {
        return versioning == Versioning.ON
                ? Observation.note(
                        subject(),
                        "on",
                        "the present version of each object is copied; those between two looks are not")
                : Observation.ok(subject(), versioning == Versioning.OFF ? "off" : "suspended");
    }

    private Observation destination(Versioning versioning) {
        return versioning == Versioning.ON
                ? Observation.ok(subject(), "on: what a copy replaces is kept, and billed")
                : Observation.note(
                        subject(),
                        versioning == Versioning.OFF ? "off" : "suspended",
                        "what a copy replaces is gone for good");
    }
}
