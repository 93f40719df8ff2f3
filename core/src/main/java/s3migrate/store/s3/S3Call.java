package s3migrate.store.s3;

import s3migrate.object.ObjectLocation;

/// One question to S3, as error texts name it.
///
/// @param about what a refusal is about
record S3Call(String verb, String at, Subject about) {

    enum Subject {
        /// A bucket's refusal is the route's, whatever its code: no object gets past it.
        BUCKET,
        /// An object that is there, in its own storage class, under a key of its own.
        OBJECT,
        /// An object to be: the destination's key is that of all others too.
        NEW_OBJECT
    }

    static S3Call onObject(String verb, ObjectLocation at) {
        return new S3Call(verb, at.toString(), Subject.OBJECT);
    }

    static S3Call onNewObject(String verb, ObjectLocation at) {
        return new S3Call(verb, at.toString(), Subject.NEW_OBJECT);
    }

    static S3Call onBucket(String verb, String at) {
        return new S3Call(verb, at, Subject.BUCKET);
    }

    @Override
    public String toString() {
        return verb + " " + at;
    }
}
