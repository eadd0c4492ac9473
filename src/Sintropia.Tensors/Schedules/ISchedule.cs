namespace Sintropia.Tensors.Schedules;

/// <summary>The learning rate of each step: a function of the step's number alone, so that training can be resumed anywhere.</summary>
public interface ISchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">Counts from 0.</param>
    double At(int step);
}
