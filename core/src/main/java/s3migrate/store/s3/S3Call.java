package s3migrate.store.s3;

import s3migrate.object.ObjectLocation;

/// One question to S3, as error texts name it. A bucket's refusal is the route's, whatever its
/// code: no object gets past it.
record S3Call(String verb, String at, boolean ofBucket) {

    static S3Call onObject(String verb, ObjectLocation at) {
        return new S3Call(verb, at.toString(), false);
    }

    static S3Call onBucket(String verb, String at) {
        return new S3Call(verb, at, true);
    }

    @Override
    public String toString() {
        return verb + " " + at;
    }
}
