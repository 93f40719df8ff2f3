package s3migrate.sandbox.s3.checksum;

/// A CRC's polynomial, bits reflected as the CRC itself is, and the arithmetic modulo it.
///
/// A CRC is the remainder of the message as a polynomial over GF(2). So the CRC of two pieces
/// follows from theirs alone: that of the first, times x to the bits of the second, plus that of
/// the second. Holds for CRCs with all ones before and after.
record CrcPolynomial(int width, long reflected) {

    /// The CRC of a piece with CRC `first` followed by `secondBytes` bytes with CRC `second`.
    long combine(long first, long second, long secondBytes) {
        return first == 0
                ? second
                : times(first, xToThe(Math.multiplyExact(secondBytes, 8L))) ^ second;
    }

    long timesX(long value) {
        return (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ reflected;
    }

    long times(long left, long right) {
        long product = 0;
        long shifted = right;
        for (long bit = one(); bit != 0; bit >>>= 1) {
            if ((left & bit) != 0) {
                product ^= shifted;
            }
            shifted = timesX(shifted);
        }
        return product;
    }

    long xToThe(long exponent) {
        long power = one();
        long square = timesX(one());
        for (long left = exponent; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                power = times(power, square);
            }
            square = times(square, square);
        }
        return power;
    }

    /// The constant 1: reflected, the highest bit is that of x to the 0.
    private long one() {
        return 1L << (width - 1);
    }
}
