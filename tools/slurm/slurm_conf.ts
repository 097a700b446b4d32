/** Where a cluster keeps its files, and where its daemons listen. */
export interface ClusterPlace {
  readonly folder: string;
  readonly host: string;
  readonly controlPort: number;
  readonly nodePort: number;
}

/** Name of the one node. */
export const NODE = "one";

/**
 * The `slurm.conf` of a cluster of one node: a partition that preempts by requeueing, one above it,
 * and no accounting. It claims more processors than the machine may have, so that four tasks fit.
 */
export const slurmConf = ({ folder, host, controlPort, nodePort }: ClusterPlace): string => `
ClusterName=crlc
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controlPort}
SlurmdPort=${nodePort}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=${folder}/munge/socket
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdParameters=config_overrides
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmdSpoolDir=${folder}/spool
StateSaveLocation=${folder}/state
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
KillWait=60
OverTimeLimit=0
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
NodeName=${NODE} NodeHostname=${host} NodeAddr=127.0.0.1 CPUs=4 RealMemory=2000 State=UNKNOWN
PartitionName=low Nodes=${NODE} Default=YES MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=REQUEUE GraceTime=120
PartitionName=high Nodes=${NODE} MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
`;
