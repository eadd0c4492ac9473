using System.Collections.Immutable;

namespace Sintropia.Tensors.Schedules;

/// <summary>Schedules that change one rate in turn at each step, as PyTorch's ChainedScheduler lets them: a recursion, not the product of what each would give alone.</summary>
/// <param name="rate">Before all steps.</param>
/// <param name="links">In the order in which they act.</param>
public sealed class ChainedRates(double rate, params ReadOnlySpan<IRatio> links) : ISchedule
{
    private readonly ImmutableArray<IRatio> _links = [.. links];
    private readonly List<double> _known = [];

    /// <inheritdoc/>
    public double At(int step)
    {
        lock (_known)
        {
            for (var next = _known.Count; next <= step; next++)
            {
                var changed = next == 0 ? rate : _known[^1];
                foreach (var link in _links) changed = link.Next(changed, next);
                _known.Add(changed);
            }

            return _known[step];
        }
    }
}
