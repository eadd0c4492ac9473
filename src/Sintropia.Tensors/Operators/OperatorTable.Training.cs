using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Schedules;

namespace Sintropia.Tensors.Operators;

/// <content>Layers, optimisers and schedules.</content>
public static partial class OperatorTable
{
    private static readonly OperatorAttributes s_adaptive = new("lr", "eps", "weight_decay", "amsgrad") { Lists = ["betas"], Fixed = new Dictionary<string, double> { ["maximize"] = 0 } };

    private static readonly OperatorAttributes s_descent = new("lr", "momentum", "weight_decay", "nesterov") { Fixed = new Dictionary<string, double> { ["maximize"] = 0, ["dampening"] = 0 } };

    private static readonly OperatorAttributes s_encoder = new("d_model", "nhead", "dim_ff", "norm_first", "layer_norm_eps")
    {
        Texts = new Dictionary<string, string[]> { ["activation"] = ["relu", "gelu"] }, Fixed = new Dictionary<string, double> { ["dropout"] = 0 },
    };

    private static readonly OperatorAttributes s_clipping = new("max_norm", "norm_type")
    {
        Texts = new Dictionary<string, string[]> { ["norm_type"] = ["1.0", "2.0", "inf"] }, Fixed = new Dictionary<string, double> { ["eps"] = 1e-6 },
    };

    private static Dictionary<string, Operator> Training() => new()
    {
        ["transformer_encoder_layer"] = c => EncoderLayer(Checked("transformer_encoder_layer", c, s_encoder)),
        ["optimizer_SGD"] = c => Trajectory(
            Checked("optimizer_SGD", c, s_descent), p => new Sgd(ParameterGroup.All(p), Number(c, "lr", 0.01), Number(c, "momentum", 0), Number(c, "weight_decay", 0), c.Flag("nesterov"))),
        ["optimizer_Adam"] = c => Trajectory(Checked("optimizer_Adam", c, s_adaptive), p => new Adam(ParameterGroup.All(p), Adaptive(c, AdamOptions.Adam))),
        ["optimizer_AdamW"] = c => Trajectory(Checked("optimizer_AdamW", c, s_adaptive), p => new Adam(ParameterGroup.All(p), Adaptive(c, AdamOptions.AdamW))),
        ["schedule"] = Rates,
        ["clip_grad_norm"] = c => Clipped(Checked("clip_grad_norm", c, s_clipping)),
        ["ema"] = c => Average(Checked("ema", c, new("m"))),
    };

    private static OperatorCase Checked(string operation, OperatorCase given, OperatorAttributes known)
    {
        known.Check(operation, given);
        return given;
    }

    // The parameters are among the inputs, under the layer's own names.
    private static Dictionary<string, Tensor> EncoderLayer(OperatorCase c)
    {
        var activation = c.Texts.GetValueOrDefault("activation") == "gelu" ? Activation.Gelu : Activation.Relu;
        TransformerLayer layer = new((int)c.Number("d_model", 0), (int)c.Number("nhead", 1), (int)c.Number("dim_ff", 0), activation, c.Flag("norm_first"), c.Number("layer_norm_eps", 1e-5), c["x"].Backend);
        layer.Adopt(c.Inputs.Where(i => i.Key is not ("x" or "kpm")).Select(i => (i.Key, i.Value)));
        return Out(layer.Of(c["x"], new(Ignored: c.Find("kpm"))));
    }

    private static AdamOptions Adaptive(OperatorCase c, AdamOptions usual)
    {
        var betas = c.Lists.GetValueOrDefault("betas") ?? [usual.Beta1, usual.Beta2];
        return usual with
        {
            Rate = Number(c, "lr", usual.Rate), Beta1 = betas[0], Beta2 = betas[1], Epsilon = Number(c, "eps", usual.Epsilon), Decay = Number(c, "weight_decay", usual.Decay), AmsGrad = c.Flag("amsgrad"),
        };
    }

    // The parameter after each step.
    private static Dictionary<string, Tensor> Trajectory(OperatorCase c, Func<IEnumerable<(string, Tensor)>, Optimiser> make)
    {
        var parameter = c["p0"].Clone();
        var optimiser = make([("p", parameter)]);
        var steps = new Tensor[c["grads"].Shape[0]];
        for (var i = 0; i < steps.Length; i++)
        {
            optimiser.Step([c["grads"].At(0, i)]);
            steps[i] = parameter.Clone();
        }

        return new() { ["trajectory"] = Tensor.Stack(0, steps) };
    }

    private static Dictionary<string, Tensor> Rates(OperatorCase c)
    {
        var type = c.Texts.GetValueOrDefault("type", "");
        var known = SchedulesBy(type) ?? throw new NotSupportedException($"There is no schedule '{type}'.");
        (known with { Numbers = ["base_lr", "total_steps", .. known.Numbers], Texts = new Dictionary<string, string[]>(known.Texts) { ["type"] = [type] } }).Check($"schedule {type}", c);

        var length = (int)c.Number("length of lr", c.Lists.GetValueOrDefault("metric_sequence")?.Count ?? c.Number("total_steps", 100));
        var rate = Number(c, "base_lr", 0.001);
        ISchedule schedule = type switch
        {
            "OneCycleLR" => new OneCycle(
                Number(c, "max_lr", rate), (int)Number(c, "total_steps", length), Number(c, "pct_start", 0.3), Number(c, "div_factor", 25), Number(c, "final_div_factor", 1e4), c.Texts.GetValueOrDefault("anneal") == "linear",
                Number(c, "base_momentum", 0.85), Number(c, "max_momentum", 0.95)),
            "CosineAnnealingLR" => new CosineAnnealing(rate, (int)Number(c, "T_max", 1), Number(c, "eta_min", 0)),
            "LinearLR" => new LinearRamp(rate, Number(c, "start_factor", 1.0 / 3), Number(c, "end_factor", 1), (int)Number(c, "total_iters", 5)),
            "ChainedScheduler(LinearLR, CosineAnnealingLR)" => new ChainedRates(
                rate,
                new LinearRamp(rate, Number(c, "linear.start", 1.0 / 3), Number(c, "linear.end", 1), (int)Number(c, "linear.iters", 5)),
                new CosineAnnealing(rate, (int)Number(c, "cosine.T_max", 1), Number(c, "cosine.eta_min", 0))),
            "StepLR" => new StepDecay(rate, Number(c, "gamma", 0.1), (int)Number(c, "step_size", 1)),
            "ExponentialLR" => new StepDecay(rate, Number(c, "gamma", 0.1)),
            "ReduceLROnPlateau" => Following(c, rate),
            _ => new WarmUp(rate, (int)Number(c, "warmup", 0), (int)Number(c, "total", 1), Cosine: type == "warmup_cosine"),
        };

        var cycle = c.Flag("cycle_momentum", otherwise: true) ? schedule as OneCycle : null;
        float[] rates = new float[length], momenta = new float[length];
        for (var step = 0; step < length; step++) (rates[step], momenta[step]) = ((float)schedule.At(step), (float)(cycle?.MomentumAt(step) ?? AdamOptions.Adam.Beta1));
        return new() { ["lr"] = Tensor.Of(rates), ["beta1_or_momentum"] = Tensor.Of(momenta) };
    }

    // What each reads besides its first rate and how many steps are wanted; nothing for a name that there is not.
    private static OperatorAttributes? SchedulesBy(string type) => type switch
    {
        "OneCycleLR" => new("max_lr", "pct_start", "div_factor", "final_div_factor", "cycle_momentum", "base_momentum", "max_momentum")
        {
            Texts = new Dictionary<string, string[]> { ["anneal"] = ["cos", "linear"] }, Fixed = new Dictionary<string, double> { ["three_phase"] = 0 },
        },
        "CosineAnnealingLR" => new("T_max", "eta_min"),
        "LinearLR" => new("start_factor", "end_factor", "total_iters"),
        "ChainedScheduler(LinearLR, CosineAnnealingLR)" => new("linear.start", "linear.end", "linear.iters", "cosine.T_max", "cosine.eta_min"),
        "StepLR" => new("gamma", "step_size"),
        "ExponentialLR" => new("gamma") { Fixed = new Dictionary<string, double> { ["step_size"] = 1 } },
        "warmup_cosine" or "warmup_linear" => new("warmup", "total"),
        "ReduceLROnPlateau" => new("factor", "patience", "threshold", "cooldown", "min_lr")
        {
            Texts = new Dictionary<string, string[]> { ["threshold_mode"] = ["rel"], ["mode"] = ["min"] }, Lists = ["metric_sequence"],
        },
        _ => null,
    };

    // The rate that is used before each figure is known.
    private static KnownRates Following(OperatorCase c, double rate)
    {
        var plateau = new Plateau(rate, Number(c, "factor", 0.1), (int)Number(c, "patience", 10), Number(c, "threshold", 1e-4)) { Cooldown = (int)Number(c, "cooldown", 0), Least = Number(c, "min_lr", 0) };
        List<double> rates = [];
        foreach (var figure in c.Lists["metric_sequence"])
        {
            rates.Add(plateau.Rate);
            plateau = plateau.After(figure);
        }

        return new(rates);
    }

    private static Dictionary<string, Tensor> Clipped(OperatorCase c)
    {
        string[] names = [.. c.Inputs.Keys.Order(StringComparer.Ordinal)];
        Tensor[] gradients = [.. names.Select(n => c[n])];
        var order = c.Texts.GetValueOrDefault("norm_type") switch { "inf" => double.PositiveInfinity, "1.0" => 1, "2.0" => 2, _ => Number(c, "norm_type", 2) };
        var total = GradientClipping.ByNorm(gradients, c.Number("max_norm", 1), order);
        Dictionary<string, Tensor> outputs = new() { ["total_norm"] = Tensor.Scalar(total) };
        for (var i = 0; i < names.Length; i++) outputs[$"clipped_{names[i]}"] = gradients[i];
        return outputs;
    }

    private static Dictionary<string, Tensor> Average(OperatorCase c)
    {
        Tensor teacher = c["teacher0"].Clone(), student = c["teacher0"].Clone();
        var average = new MovingAverage([teacher], [student]);
        var steps = new Tensor[c["student"].Shape[0]];
        for (var i = 0; i < steps.Length; i++)
        {
            student.SetInPlace(c["student"].At(0, i));
            average.Update(Number(c, "m", 0.996));
            steps[i] = teacher.Clone();
        }

        return new() { ["teacher"] = Tensor.Stack(0, steps) };
    }

    private static double Number(OperatorCase c, string attribute, double otherwise) => c.Numbers.GetValueOrDefault(attribute, otherwise);

    private sealed record KnownRates(IReadOnlyList<double> Rates) : ISchedule
    {
        public double At(int step) => Rates[step];
    }
}
