package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.route.Route;
import s3migrate.route.RoutesReader;
import s3migrate.route.StorageClass;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.ManualTime;

class CopyPropertiesTest {

    private final ManualTime time = new ManualTime();

    @Test
    void whateverAnUploadIsBegunWithTellsItFromOthers() {
        var all =
                List.of(
                        "",
                        ", \"storage_class\": \"GLACIER\"",
                        ", \"storage_class\": \"STANDARD_IA\"",
                        ", \"tags\": \"drop\"",
                        ", \"source_time\": true",
                        ", \"acl\": \"private\"",
                        ", \"acl\": \"public-read\"",
                        ", \"sse\": \"AES256\"",
                        ", \"sse\": \"aws:kms\"",
                        ", \"sse\": \"aws:kms\", \"sse_bucket_key\": true",
                        ", \"sse\": \"aws:kms\", \"sse_kms_key_id\": \"alias/one\"",
                        ", \"sse\": \"aws:kms\", \"sse_kms_key_id\": \"alias/two\"",
                        ", \"object_lock\": \"keep\"",
                        ", \"object_lock\": \"GOVERNANCE\", \"retain_days\": 1",
                        ", \"object_lock\": \"GOVERNANCE\", \"retain_days\": 2",
                        ", \"object_lock\": \"COMPLIANCE\", \"retain_days\": 1");
        var told = new HashSet<String>();
        for (String options : all) {
            assertThat(told.add(options(options))).as(options).isTrue();
        }
    }

    @Test
    void nothingElseDoes() {
        var before = options(", \"object_lock\": \"COMPLIANCE\", \"retain_days\": 30");
        time.pass(Duration.ofDays(1));

        assertThat(
                        options(
                                ", \"object_lock\": \"COMPLIANCE\", \"retain_days\": 30, \"overwrite\": \"always\", \"require\": \"checksum\""))
                .isEqualTo(before);
    }

    private String options(String json) {
        var route = route(json);
        return new CopyProperties(
                        new MemoryObjectStore(time, MemoryRules.SMALL_PARTS),
                        route.options().storageClass().map(StorageClass::name),
                        route.options().fidelity(),
                        time)
                .options();
    }

    private static Route route(String options) {
        var json = "[{\"src_bucket\": \"a\", \"des_bucket\": \"b\"%s}]".formatted(options);
        return new RoutesReader(_ -> "").read(json, Optional.empty()).all().getFirst();
    }
}
