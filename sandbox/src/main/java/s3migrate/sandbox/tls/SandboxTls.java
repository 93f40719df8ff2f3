package s3migrate.sandbox.tls;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A throw-away certificate authority for 127.0.0.1 and localhost: the certificate signs itself,
/// servers show it, and clients trust it and nothing else. Its key never leaves the directory it
/// was made in and is worth nothing elsewhere.
public final class SandboxTls {
    private static final String ALIAS = "sandbox";

    private static @Nullable SandboxTls shared; // guarded by the class

    private final Path trustStore;
    private final Path certificateFile;
    private final String password;
    private final SSLContext context;

    private SandboxTls(Path directory, String password, KeyStore keys)
            throws IOException, GeneralSecurityException {
        this.password = password;
        Certificate certificate = keys.getCertificate(ALIAS);
        KeyStore trusted = trustOnly(certificate);
        trustStore = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, password.toCharArray());
        }
        certificateFile = directory.resolve("ca.pem");
        Files.writeString(certificateFile, pem(certificate));
        context = context(keys, trusted);
    }

    /// The one that all servers and clients of this JVM may share: keytool makes it at the first
    /// call, in files that are deleted when the JVM ends.
    public static synchronized SandboxTls shared() throws IOException, InterruptedException {
        if (shared == null) {
            Path directory = Files.createTempDirectory("s3migrate-tls");
            SandboxTls made = create(directory);
            directory.toFile().deleteOnExit(); // first, because the last is deleted first
            try (Stream<Path> files = Files.list(directory)) {
                files.map(Path::toFile).forEach(File::deleteOnExit);
            }
            shared = made;
        }
        return shared;
    }

    /// Makes key, certificate and trust store under `directory`, which may be new. Takes about a
    /// second: that of keytool.
    public static SandboxTls create(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        String password = UUID.randomUUID().toString();
        Path keyStore = directory.resolve("server.p12");
        runKeytool(keyStore, password);
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            return new SandboxTls(directory, password, keys);
        } catch (GeneralSecurityException broken) {
            throw new IOException(
                    "The JDK cannot read the key store that its keytool wrote: " + keyStore,
                    broken);
        }
    }

    /// For servers and clients of this JVM: shows the certificate and trusts it alone.
    public SSLContext context() {
        return context;
    }

    /// PKCS12 with the certificate alone, for JVMs started by the sandbox.
    public Path trustStore() {
        return trustStore;
    }

    public String trustStorePassword() {
        return password;
    }

    /// The certificate as PEM, for clients that are not Java (`AWS_CA_BUNDLE`).
    public Path certificateFile() {
        return certificateFile;
    }

    /// Makes a child JVM trust the sandbox and nothing else.
    public List<String> jvmOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + password);
    }

    private static void runKeytool(Path keyStore, String password)
            throws IOException, InterruptedException {
        Path log = keyStore.resolveSibling("keytool.log");
        ProcessBuilder command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=s3-migrate sandbox",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "bc:c=ca:true,pathlen:0",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass:env",
                        "SANDBOX_STORE_PASSWORD");
        command.environment().put("SANDBOX_STORE_PASSWORD", password);
        Process keytool = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + Files.readString(log).strip());
        }
    }

    private static KeyStore trustOnly(Certificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        return trusted;
    }

    private SSLContext context(KeyStore keys, KeyStore trusted) throws GeneralSecurityException {
        KeyManagerFactory identity =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, password.toCharArray());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n"
                + lines.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
