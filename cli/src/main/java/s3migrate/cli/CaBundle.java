package s3migrate.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;

/// The certificates of AWS_CA_BUNDLE, a file of PEM, are trusted in place of the JDK's, as by the
/// AWS CLI: for stores whose certificate is their own, and proxies that show theirs. AWS's library
/// for Java does not know that variable.
final class CaBundle {

    private static final String VARIABLE = "AWS_CA_BUNDLE";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    /// There is no secret in it; the format wants one.
    private static final String PASSWORD = "changeit";

    private CaBundle() {}

    /// To be called before anything opens a connection. A trust store that the JVM was given by
    /// option goes before.
    ///
    /// @throws CouldNotStart if the file cannot be read, or there is no certificate in it
    static void trust(Map<String, String> environment) {
        String bundle = environment.getOrDefault(VARIABLE, "");
        if (bundle.isEmpty() || System.getProperty(TRUST_STORE) != null) {
            return;
        }
        var what = VARIABLE + " " + bundle;
        try {
            var store = Files.createTempFile("s3migrate-trust-", ".jks");
            store.toFile().deleteOnExit();
            write(certificates(Path.of(bundle)), store);
            System.setProperty(TRUST_STORE, store.toString());
            System.setProperty("javax.net.ssl.trustStoreType", "JKS");
            System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        } catch (IOException | InvalidPathException unreadable) {
            throw CouldNotStart.unreadable(what, unreadable);
        } catch (GeneralSecurityException wrong) {
            throw new CouldNotStart(
                    "%s: accepted is a file of certificates in PEM (%s)"
                            .formatted(what, wrong.getMessage()),
                    wrong);
        }
    }

    private static Collection<? extends Certificate> certificates(Path bundle)
            throws IOException, CertificateException {
        try (var in = new BufferedInputStream(Files.newInputStream(bundle))) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("there is none in it");
            }
            return found;
        }
    }

    private static void write(Collection<? extends Certificate> certificates, Path file)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("JKS");
        store.load(null, null);
        int number = 0;
        for (var certificate : certificates) {
            store.setCertificateEntry(Integer.toString(number++), certificate);
        }
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
