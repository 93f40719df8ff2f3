package s3migrate.sandbox.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import s3migrate.sandbox.json.Await;
import s3migrate.sandbox.json.Clients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// DynamoDB Local in memory, in a JVM of its own, with the jars that the Maven profile
/// `dynamodb-local` fetches.
public final class DynamoDbLocal implements AutoCloseable {
    /// Names the directory of the jars; set by the profile.
    public static final String OPTION = "dynamodb.local";

    public static final String WITHOUT = "only with -Pdynamodb-local";

    private final Process process;
    private final URI endpoint;

    private DynamoDbLocal(Process process, int port) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /// Answers when it returns.
    public static DynamoDbLocal start(Path log) throws Exception {
        int port = freePort();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx512m",
                                "-cp",
                                Path.of(System.getProperty(OPTION), "*").toString(),
                                "software.amazon.dynamodb.services.local.main.ServerRunner",
                                "-inMemory",
                                "-sharedDb",
                                "-port",
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Await.until(() -> !process.isAlive() || accepts(port));
        if (!process.isAlive()) {
            throw new IOException("DynamoDB Local ended; see " + log);
        }
        return new DynamoDbLocal(process, port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public DynamoDbClient client() {
        return Clients.of(DynamoDbClient.builder(), endpoint);
    }

    /// Makes the table anew, empty.
    ///
    /// @param indexKeys attributes of the index's key, one or two
    public void createTable(String name, String key, String index, String... indexKeys) {
        try (DynamoDbClient dynamo = client()) {
            if (dynamo.listTables().tableNames().contains(name)) {
                dynamo.deleteTable(r -> r.tableName(name));
            }
            dynamo.createTable(r ->
                    r.tableName(name)
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(
                                    Stream.concat(Stream.of(key), Stream.of(indexKeys))
                                            .map(DynamoDbLocal::text)
                                            .toList())
                            .keySchema(schema(key))
                            .globalSecondaryIndexes(
                                    GlobalSecondaryIndex.builder()
                                            .indexName(index)
                                            .keySchema(schema(indexKeys))
                                            .projection(p -> p.projectionType(ProjectionType.ALL))
                                            .build()));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> schema(String... keys) {
        var schema = new ArrayList<KeySchemaElement>();
        for (String key : keys) {
            schema.add(
                    KeySchemaElement.builder()
                            .attributeName(key)
                            .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                            .build());
        }
        return schema;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
