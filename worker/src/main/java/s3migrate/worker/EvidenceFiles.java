package s3migrate.worker;

import java.util.List;
import s3migrate.job.Job;
import s3migrate.job.ReceivedMessage;

/// Where messages leave what proves their objects, a file each. Serves many threads.
interface EvidenceFiles {

    /// Nowhere: each object's proof goes into the ledger.
    EvidenceFiles NONE = (_, _, _) -> false;

    /// Writes down how the objects of a message ended, those that it is done with. A message that
    /// comes again overwrites what it wrote.
    ///
    /// @param first one of its jobs: all are of one route and run
    /// @return whether it did
    /// @throws s3migrate.transfer.evidence.EvidenceException if it may not be there
    boolean keep(ReceivedMessage message, Job first, List<Disposition> dispositions);
}
