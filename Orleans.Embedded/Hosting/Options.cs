using System.Diagnostics;

namespace Orleans.Configuration
{
    /// <summary>How long callers wait.</summary>
    public abstract class MessagingOptions
    {
        private TimeSpan _responseTimeout = TimeSpan.FromSeconds(30);

        /// <summary>After this a call ends with <see cref="TimeoutException"/>; its grain is not told.</summary>
        public TimeSpan ResponseTimeout
        {
            get => Debugger.IsAttached ? ResponseTimeoutWithDebugger : _responseTimeout;
            set => _responseTimeout = value;
        }

        public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

        /// <summary>A call that timed out before its grain began it is not begun.</summary>
        public bool DropExpiredMessages { get; set; } = true;

        /// <summary>A call that times out cancels the token that its grain was given.</summary>
        public bool CancelRequestOnTimeout { get; set; }

        /// <summary>A caller that cancels waits until the grain has ended the call.</summary>
        public bool WaitForCancellationAcknowledgement { get; set; }
    }

    /// <summary>How long grains wait for grains, and how many calls may wait for one.</summary>
    public class SiloMessagingOptions : MessagingOptions
    {
        /// <summary>More waiting calls than this are refused with <see cref="Runtime.LimitExceededException"/>; 0 is no limit.</summary>
        public int MaxEnqueuedRequestsHardLimit { get; set; }
    }

    /// <summary>How long callers outside of grains wait.</summary>
    public class ClientMessagingOptions : MessagingOptions;

    /// <summary>When idle activations are collected.</summary>
    public class GrainCollectionOptions
    {
        public static readonly TimeSpan DEFAULT_COLLECTION_QUANTUM = TimeSpan.FromMinutes(1);

        public static readonly TimeSpan DEFAULT_ACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);

        public static readonly TimeSpan DEFAULT_DEACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);

        /// <summary>How often the sweep looks for idle activations.</summary>
        public TimeSpan CollectionQuantum { get; set; } = DEFAULT_COLLECTION_QUANTUM;

        /// <summary>How long an activation may be idle.</summary>
        public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

        /// <summary>The same by full name of the grain class.</summary>
        public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

        public TimeSpan ActivationTimeout { get; set; } = DEFAULT_ACTIVATION_TIMEOUT;

        public TimeSpan DeactivationTimeout { get; set; } = DEFAULT_DEACTIVATION_TIMEOUT;
    }

    /// <summary>The names of the installation.</summary>
    public class ClusterOptions
    {
        public const string DefaultClusterId = "default";

        public const string DefaultServiceId = "default";

        public string ClusterId { get; set; } = DefaultClusterId;

        public string ServiceId { get; set; } = DefaultServiceId;
    }

    /// <summary>The name of this host.</summary>
    public class SiloOptions
    {
        public string SiloName { get; set; } = "embedded";
    }

    /// <summary>Options of a storage that forgets everything when the process ends.</summary>
    public class MemoryGrainStorageOptions : Storage.IStorageProviderSerializerOptions
    {
        public Storage.IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
    }
}

namespace Orleans.Hosting
{
    /// <summary>How reminders are kept.</summary>
    public sealed class ReminderOptions
    {
        /// <summary>Shorter periods are refused.</summary>
        public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

        /// <summary>How often the reminders due soon are read.</summary>
        public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

        /// <summary>How far ahead they are read.</summary>
        public TimeSpan ReminderLoadingWindow { get; set; } = TimeSpan.FromMinutes(10);
    }
}
