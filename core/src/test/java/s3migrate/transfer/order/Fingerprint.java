package s3migrate.transfer.order;

/// A 64-bit hash of texts, added one after another (FNV-1a with a final mix).
final class Fingerprint {

    private long hash = 0xCBF29CE484222325L;

    Fingerprint add(String text) {
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ 0x1F) * 0x100000001B3L;
        return this;
    }

    Fingerprint add(long number) {
        hash = (hash ^ mixed(number)) * 0x100000001B3L;
        return this;
    }

    long value() {
        return mixed(hash);
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
