package s3migrate.sandbox.s3.store;

/// Counts the bytes of blobs and keeps none.
final class BlobSink implements BlobStore {
    @Override
    public BlobWriter create() {
        return new Counter();
    }

    private static final class Counter extends BlobWriter {
        private long length;

        @Override
        public void write(int b) {
            length++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            length += count;
        }

        @Override
        public Blob finish() {
            return new DroppedBlob(length);
        }
    }
}
