using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>A function of one number, in sixteen lanes and alone. The two agree to the last bit.</summary>
public interface IUnaryFunction
{
    /// <summary>Sixteen at a time.</summary>
    Vector512<float> Of(Vector512<float> x);

    /// <summary>What a lane of <see cref="Of"/> means, in plain arithmetic.</summary>
    float Reference(float x);
}
